// One conversation: its turns, asked one at a time, and what is kept of them.
import { Problem } from "./client.js";
import { newToken } from "./keeping.js";

const UNREACHABLE = "The service cannot be reached just now. Your question is still in the box: try again in a moment.";

export class Conversation {
  constructor(id = "", turns = [], at = Date.now()) {
    this.key = newToken(); // crypto.randomUUID is there for https alone
    this.id = id;
    this.turns = turns;
    this.at = at;
  }

  get title() {
    return this.turns[0]?.question ?? "";
  }

  // Asks, calling `changed` whenever there is more to show. Returns the answer; throws what is to be told.
  async ask(client, question, documents, changed) {
    const turn = { question, of: documents, sentences: [], citations: [], answer: null };
    this.turns.push(turn);
    changed();
    const body = { question, trace: true };
    if (this.id) body.conversation_id = this.id;
    if (documents.length) body.documents = documents;
    try {
      const answer = await client.ask(body, (name, data) => {
        if (name === "delta") turn.sentences.push(data);
        if (name === "citation") turn.citations.push(data);
        changed();
      });
      turn.answer = answer;
      this.id = answer.conversation_id;
      return turn;
    } catch (error) {
      this.turns.splice(this.turns.indexOf(turn), 1);
      throw error instanceof Problem ? error : new Error(UNREACHABLE, { cause: error });
    }
  }

  kept() {
    const turns = this.turns.filter((turn) => turn.answer).map(({ question, of, answer }) => ({ question, of, answer }));
    return { id: this.key, conversation: this.id, at: this.at, turns };
  }

  static restore(kept) {
    const turns = kept.turns.map(({ question, of, answer }) => ({ question, of, answer, sentences: [], citations: [] }));
    const restored = new Conversation(kept.conversation, turns, kept.at);
    restored.key = kept.id;
    return restored;
  }
}
