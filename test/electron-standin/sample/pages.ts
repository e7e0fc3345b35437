const policy = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };

const html =
  '<!doctype html><html lang="vi"><title>sample</title><p id="answer"></p><script src="page.js"></script></html>';
const script = `
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => { document.querySelector('#answer').textContent = String(data); };
  port1.postMessage('ready');
  window.postMessage('sample:connect', '*', [port2]);
  globalThis.sendBytes = (...bytes) => port1.postMessage(new Uint8Array(bytes));
`;

/** Answers the sample's own scheme: one page and its script. */
export function answer(request: { url: string }): Response {
  const { pathname } = new URL(request.url);
  if (pathname === '/index.html') return new Response(html, { headers: { ...headers, 'content-type': 'text/html' } });
  if (pathname === '/page.js')
    return new Response(script, { headers: { ...headers, 'content-type': 'text/javascript' } });
  return new Response(null, { status: 404 });
}
