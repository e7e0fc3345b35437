import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import type { Transaction } from './dialect.ts';
import type { Tables } from './tables.ts';

type Query = (text: string, values: readonly unknown[]) => Promise<QueryResult>;

/**
 * One connection of the pool between `begin` and the end of its transaction. What is asked without waiting in between
 * leaves at once and is done in its order; Kysely's own transaction asks the next question only after an answer.
 */
export class HeldConnection {
  /** Everything that is asked here goes over this connection, and nothing once the transaction is over. */
  readonly #db: Kysely<Tables>;
  readonly #query: Query;
  readonly #client: PoolClient;
  readonly #open = new Set<Promise<unknown>>();
  #isOver = true;
  #isGathering = false;

  constructor(client: PoolClient, ask: Query) {
    this.#client = client;
    this.#query = (text, values) => this.#note(() => ask(text, values));
    const pool: PostgresPool = {
      connect: async () => ({ query: this.#query as never, release: () => {} }),
      end: async () => {},
      options: {},
    };
    this.#db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  }

  /** All of it or nothing; then the connection goes back to its pool, unless it is broken. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#isOver = false;
    let broken: Error | undefined;
    let commit: Promise<QueryResult> | undefined;
    const end = () => {
      commit ??= this.#note(() => this.#client.query('commit'));
      commit.catch(() => {});
      this.#isOver = true;
      return commit;
    };
    try {
      // What follows is done after it, and fails with it.
      const begun = this.#note(() => this.#client.query('begin'));
      begun.catch(() => {});
      const ask = async (text: string, values: readonly unknown[]) => (await this.#query(text, values)).rows;
      const done = await work({ db: this.#db, ask, end });
      await begun;
      const { command } = await end();
      if (command !== 'COMMIT')
        throw new Error(`a transaction ended with ${command}, for a statement in it had failed`);
      return done;
    } catch (error) {
      this.#isOver = true;
      // What was asked may still be on its way; nothing of it may reach who has the connection next.
      await Promise.allSettled(this.#open);
      await this.#client.query('rollback').catch((error) => {
        broken = error;
      });
      throw error;
    } finally {
      this.#isOver = true;
      this.#client.release(broken);
    }
  }

  /** What is asked in one turn of the program goes through the socket as one. */
  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }

  #note<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(new Error('the transaction is over'));
    this.#gather();
    const asked = ask();
    this.#open.add(asked);
    const forget = () => this.#open.delete(asked);
    asked.then(forget, forget);
    return asked;
  }
}
