// Conversations kept for one reader: newest first, few, and only as long as the reader wants. They are kept in this
// browser alone, unless the service says that it keeps them: then this browser holds only the token that names them.

const MOST = 20;
const MOST_TURNS = 50;
const SOURCE = ["document_id", "document_title", "slide_number", "page_url"];
const LISTS = { sentences: ["text"], citations: [...SOURCE, "n", "quote", "period"], nearest: SOURCE, suggestions: null, notes: null };
const PATH = "/api/conversations";
const TOKEN = /^[0-9a-f]{32}$/;
const TOO_LARGE = 413;

// Other scripts of a page write to the same store: what cannot be shown is passed over.
const isText = (value) => typeof value === "string" || typeof value === "number";
const isShown = (one, fields) => (fields ? fields.every((name) => isText(one?.[name])) : isText(one));
const isTurn = (turn) =>
  typeof turn?.question === "string" &&
  Object.entries(LISTS).every(([name, fields]) => Array.isArray(turn.answer?.[name]) && turn.answer[name].every((one) => isShown(one, fields))) &&
  turn.answer.sentences.every((one) => Array.isArray(one.citations));
const isKept = (one) => one?.id && Number.isFinite(one.at) && Array.isArray(one.turns) && one.turns.every(isTurn);

export class Keeping {
  #last = Promise.resolve();

  constructor(client, on) {
    this.client = client;
    this.place = on ? new InBrowser(`ssp-assistant:${client.base.origin}`) : null;
  }

  get byService() {
    return this.place instanceof InService;
  }

  // Where the service keeps conversations, nothing of them is written to this browser from now on.
  leaveToService() {
    if (this.place && !this.byService) this.place = new InService(this.client, this.place);
  }

  all() {
    return this.#next(() => this.#read());
  }

  save(conversation) {
    if (!conversation.turns.length) return this.all();
    const kept = { ...conversation, turns: conversation.turns.slice(-MOST_TURNS) };
    return this.#next(async () => this.#write([kept, ...(await this.#read()).filter((one) => one.id !== kept.id)].slice(0, MOST)));
  }

  forget(id) {
    return this.#next(async () => this.#write(id ? (await this.#read()).filter((one) => one.id !== id) : []));
  }

  // One after the other, each over what the one before it left. All give what is kept then.
  #next(step) {
    const done = this.#last.then(step);
    this.#last = done.catch(() => {});
    return done;
  }

  async #read() {
    const kept = await this.place?.read();
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  }

  // A full or forbidden store costs the memory of old conversations, never the present one.
  async #write(kept) {
    if (await this.place?.write(kept)) return kept;
    return kept.length < 2 ? this.#read() : this.#write(kept.slice(0, Math.floor(kept.length / 2)));
  }
}

class InBrowser {
  constructor(key) {
    this.key = key;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }

  write(kept) {
    return stored(this.key, JSON.stringify(kept));
  }
}

// What an earlier setting left in this browser stays there unseen, until all is forgotten.
class InService {
  constructor(client, left) {
    this.client = client;
    this.left = left.key;
    this.key = `${left.key}:reader`;
  }

  async read() {
    const reader = this.#reader();
    return reader ? (await this.#send(reader, "GET").then((response) => response.json())).conversations : [];
  }

  // Nothing goes to the service where this browser cannot keep the token: nobody could have it forgotten.
  async write(kept) {
    if (!kept.length) return this.#forget();
    const reader = this.#reader() || newToken();
    if (!stored(this.key, reader)) return false;
    try {
      await this.#send(reader, "PUT", { conversations: kept });
    } catch (error) {
      if (error.status !== TOO_LARGE) throw error;
      return false;
    }
    return true;
  }

  async #forget() {
    const reader = this.#reader();
    if (!reader) return true;
    await this.#send(reader, "DELETE");
    localStorage.removeItem(this.left);
    localStorage.removeItem(this.key);
    return true;
  }

  #reader() {
    try {
      const token = localStorage.getItem(this.key) ?? "";
      return TOKEN.test(token) ? token : "";
    } catch {
      return "";
    }
  }

  #send(reader, method, body) {
    return this.client.send(PATH, {
      method,
      headers: { "X-SSP-Reader": reader, ...(body && { "Content-Type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
  }
}

function stored(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export const newToken = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
