// What happens in the editor on its way to the server: numbered, kept until the server says it has it, sent again if it does not.
const PATIENCE = 15_000;

export class Outbox {
  constructor() {
    this.client = Math.random().toString(36).slice(2, 10);
    this.items = [];
    this.last = 0;
    this.send = () => {};
  }

  /** Queue an event; its number. Everything queued in one turn of the browser goes in one message. */
  put(item) {
    this.items.push({ n: ++this.last, ...item });
    if (!this.leaving) this.leaving = setTimeout(() => this.#go(), 0);
    return this.last;
  }

  /** The server has everything up to a number. */
  has(ack) {
    if (ack?.client !== this.client) return;
    this.items = this.items.filter((item) => item.n > ack.n);
    if (!this.items.length) clearTimeout(this.again);
  }

  /** Send no more; what the server has not said it has goes another way. */
  close(last) {
    clearTimeout(this.leaving);
    clearTimeout(this.again);
    if (this.items.length) last?.({ client: this.client, items: this.items });
  }

  #go() {
    this.leaving = 0;
    clearTimeout(this.again);
    if (!this.items.length) return;
    this.send({ client: this.client, items: this.items });
    this.again = setTimeout(() => this.#go(), PATIENCE);
  }
}
