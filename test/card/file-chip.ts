import type { Answer, Command, Send } from '../../core/card/apdu.ts';
import type { FileName } from '../../core/card/files.ts';
import { findValue, writeTlv } from '../../core/card/tlv.ts';
import { ok } from '../../core/result.ts';

export interface FileChipMaking {
  readonly files: readonly (readonly [FileName, Uint8Array])[];
  readonly hasShortNames?: boolean;
  /** Longer reads are answered by 6700. */
  readonly longest?: number;
  /** What it says instead, by the number of the command. */
  readonly spoil?: (answer: Answer, index: number) => Answer;
}

const nothing = new Uint8Array();

/** A chip that only holds files, written from ISO 7816-4 §11.2.2 and §11.3.3. */
export class FileChip {
  readonly commands: Command[] = [];
  readonly #making: FileChipMaking;
  #selected: Uint8Array | undefined;

  constructor(making: FileChipMaking) {
    this.#making = making;
  }

  readonly send: Send = async (command) => {
    this.commands.push(command);
    const answer = this.#answer(command);
    return ok(this.#making.spoil?.(answer, this.commands.length - 1) ?? answer);
  };

  #answer({ ins, p1, p2, data, expect = 0 }: Command): Answer {
    const { files, hasShortNames = true, longest = 65_536 } = this.#making;
    if (expect > longest) return { data: nothing, status: 0x6700 };
    if (ins === 0xa4) {
      const found = files.find(([name]) => name.id === data![0]! * 256 + data![1]!);
      this.#selected = found?.[1];
      return { data: nothing, status: found ? 0x9000 : 0x6a82 };
    }
    if (ins === 0xb0 && p1 >= 0x80) {
      if (!hasShortNames) return { data: nothing, status: 0x6a86 };
      const found = files.find(([name]) => name.sfi === (p1 & 0x1f));
      if (!found) return { data: nothing, status: 0x6a82 };
      this.#selected = found[1];
      return this.#piece(p2, expect);
    }
    if (ins === 0xb0) return this.#piece(p1 * 256 + p2, expect);
    const offset = findValue(data!, 0x54)!.reduce((sum, byte) => sum * 256 + byte, 0);
    return this.#object(offset, expect);
  }

  #piece(offset: number, expect: number): Answer {
    const file = this.#selected;
    if (!file) return { data: nothing, status: 0x6986 };
    if (offset >= file.length) return { data: nothing, status: 0x6b00 };
    const data = file.subarray(offset, offset + expect);
    return { data, status: data.length < expect ? 0x6282 : 0x9000 };
  }

  /** The length that is expected counts the data object's header too. */
  #object(offset: number, expect: number): Answer {
    const header = expect > 130 ? 3 + Number(expect > 258) : 2;
    const { data, status } = this.#piece(offset, expect - header);
    return { data: data.length > 0 ? writeTlv(0x53, data) : nothing, status };
  }
}
