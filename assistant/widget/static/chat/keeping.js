// Conversations kept in this browser alone: newest first, few, and only as long as the reader wants.

const MOST = 20;
const MOST_TURNS = 50;
const LISTS = ["sentences", "citations", "nearest", "suggestions", "notes"];

// Other scripts of a page write to the same store: what cannot be shown is passed over.
const isTurn = (turn) => typeof turn?.question === "string" && LISTS.every((name) => Array.isArray(turn.answer?.[name]));
const isKept = (one) => one?.id && Number.isFinite(one.at) && Array.isArray(one.turns) && one.turns.every(isTurn);

export class Keeping {
  constructor(origin, on) {
    this.key = `ssp-assistant:${origin}`;
    this.on = on;
  }

  all() {
    try {
      const kept = this.on ? JSON.parse(localStorage.getItem(this.key) ?? "[]") : [];
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch {
      return [];
    }
  }

  save(conversation) {
    if (!this.on || !conversation.turns.length) return;
    const others = this.all().filter((one) => one.id !== conversation.id);
    this.#write([{ ...conversation, turns: conversation.turns.slice(-MOST_TURNS) }, ...others].slice(0, MOST));
  }

  forget(id) {
    this.#write(id ? this.all().filter((one) => one.id !== id) : []);
  }

  // A full or forbidden store costs the memory of old conversations, never the present one.
  #write(kept) {
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      if (kept.length > 1) this.#write(kept.slice(0, Math.floor(kept.length / 2)));
    }
  }
}
