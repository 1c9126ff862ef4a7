// <ssp-assistant>: ask a partnership's documents, and see on which slide each answer stands.
import { LitElement, html, nothing } from "./vendor/lit.js";
import { Card } from "./chat/card.js";
import { Client } from "./chat/client.js";
import { Conversation } from "./chat/conversation.js";
import { Choice } from "./chat/documents.js";
import { Keeping } from "./chat/keeping.js";
import "./chat/source.js";
import { Speaking } from "./chat/speaking.js";
import { chatStyle, shared } from "./chat/style.js";
import { answerTurn, questionTurn } from "./chat/turns.js";
import { KEPT_BY_SERVICE, PRIVACY, STANDING, asText, longDate, plural, spoken } from "./chat/words.js";

const NEAR_LIMIT = 0.8;
const MOST_EXPORTED = 50;
const UNREACHED = "The service cannot be reached just now, and it keeps your conversations. What is on the screen stays there.";
const WIDE = "(min-width: 960px)";
const START = { labels: {}, documents: [], examples: [], contact: "", max_question_chars: 500, feedback: false };

export class SspAssistant extends LitElement {
  static styles = [shared, chatStyle];
  static properties = {
    src: {},
    mode: { reflect: true },
    heading: { state: true },
    question: {},
    only: {},
    history: {},
    start: { state: true },
    open: { state: true },
    busy: { state: true },
    problem: { state: true },
    showing: { state: true },
    talk: { state: true },
    wide: { state: true },
    draft: { state: true },
  };

  constructor() {
    super();
    this.src = new URL(import.meta.url).origin;
    this.mode = "inline";
    this.heading = "";
    this.history = "on";
    this.start = START;
    this.draft = "";
    this.talk = new Conversation();
    this.kept = [];
    this.card = new Card(this);
    this.voice = new Speaking(this);
    this.choice = new Choice(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.room = matchMedia(WIDE);
    this.room.addEventListener("change", this.#fit);
    this.#fit();
    const title = this.getAttribute("title");
    if (title) this.heading = title;
    this.removeAttribute("title"); // else every part of the chat would show it as a tooltip
    this.told = readTold(this);
    this.replaceChildren(); // what stood here for browsers without scripts
    this.client = new Client(new URL(this.src, location.href).origin);
    this.keeping = new Keeping(this.client, this.history !== "off");
    this.open = this.mode !== "bubble";
    if (this.open) this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.room.removeEventListener("change", this.#fit);
  }

  get labels() {
    return this.start.labels;
  }

  get documents() {
    return this.start.documents;
  }

  get feedback() {
    return this.start.feedback;
  }

  get searching() {
    const count = this.choice.asked().length || this.documents.length;
    return count ? `Searching ${plural(count, "document")} …` : "Searching …";
  }

  get #name() {
    return this.heading || "Ask the documents";
  }

  // Asks a question as if it had been typed; a second one waits until the first is answered.
  async ask(question, focus = true) {
    const asked = question.trim();
    if (this.busy || !asked) return;
    if (focus) this.#box?.focus({ preventScroll: true });
    this.busy = true;
    this.draft = "";
    this.problem = "";
    this.voice.say(this.searching);
    const talk = this.talk;
    try {
      const turn = await talk.ask(this.client, asked, this.choice.asked(), () => this.#show(talk));
      this.#keep(this.keeping.save(talk.kept()));
      this.voice.say(spoken(turn.answer, this.labels));
      this.dispatchEvent(new CustomEvent("ssp-answer", { detail: turn.answer, bubbles: true, composed: true }));
    } catch (error) {
      this.draft ||= asked;
      this.problem = error.message;
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector(".turn.you:last-of-type")?.scrollIntoView({ block: "start" });
  }

  openSource(source, opener) {
    this.card.close();
    const turn = this.talk.turns.find((one) => one.answer?.citations.includes(source) || one.answer?.nearest.includes(source));
    const detail = { document_id: source.document_id, slide_number: source.slide_number, quote: source.quote ?? "" };
    this.dispatchEvent(new CustomEvent("ssp-citation-open", { detail, bubbles: true, composed: true }));
    this.showing = true;
    this.updateComplete.then(() => this.#panel.show(source, turn?.answer.trace ?? null, opener));
  }

  copy(turn, button) {
    return this.#copied(asText(turn.answer), button);
  }

  share(turn, button) {
    const url = new URL("/ask", this.client.base);
    url.searchParams.set("q", turn.question);
    for (const id of Array.isArray(turn.of) ? turn.of : []) url.searchParams.append("d", id);
    return this.#copied(url.href, button);
  }

  judge(turn, verdict) {
    if (verdict !== "right") return this.setJudging(turn, verdict);
    return this.#send(turn, verdict, "");
  }

  setJudging(turn, verdict) {
    turn.judging = verdict;
    this.requestUpdate();
    this.#keepFocus();
  }

  sendVerdict(event, turn) {
    event.preventDefault();
    return this.#send(turn, turn.judging, event.target.elements.note.value);
  }

  get #panel() {
    return this.renderRoot.querySelector("ssp-source");
  }

  async #begin() {
    const { told } = this;
    if (told) this.talk = Conversation.restore({ ...this.talk.kept(), conversation: told.conversation_id, turns: [{ ...told, of: this.only?.split(" ") }] });
    try {
      this.start = { ...START, ...(await this.client.get("/api/widget")) };
      if (this.start.conversations === "server") this.keeping.leaveToService();
    } catch (error) {
      this.problem = error.status ? error.message : "The service cannot be reached just now. Try again in a moment.";
    }
    this.choice.keep(this.only?.split(" ").filter(Boolean) ?? []);
    if (this.question) this.ask(this.question, false);
    await this.#keep(this.keeping.all());
    const [last] = this.kept;
    if (last && !this.question && !this.talk.turns.length) this.talk = Conversation.restore(last);
  }

  // What is on the screen stays there, whether or not it could be kept, read or forgotten.
  async #keep(kept) {
    try {
      this.kept = await kept;
      this.requestUpdate();
      return true;
    } catch (error) {
      this.problem = error.status ? error.message : UNREACHED;
      return false;
    }
  }

  #show(talk) {
    if (talk === this.talk) this.requestUpdate();
  }

  async #copied(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      this.voice.say("Copied.");
      button.dataset.done = "Copied";
    } catch {
      this.problem = "The browser does not allow copying here.";
    }
  }

  async #send(turn, verdict, note) {
    const { answer } = turn;
    const [first] = answer.citations;
    const body = { answer_id: answer.id, verdict, note, question: turn.question, conversation_id: answer.conversation_id };
    if (first) Object.assign(body, { document_id: first.document_id, slide_number: first.slide_number });
    try {
      await this.client.post("/api/feedback", body);
      turn.judged = verdict;
      turn.judging = "";
      this.voice.say("Thank you, noted.");
    } catch (error) {
      this.problem = error.message;
    }
    this.requestUpdate();
    this.#keepFocus();
  }

  // What had the focus may be gone once the chat is drawn anew; then the question box has it.
  async #keepFocus() {
    await this.updateComplete;
    const judge = this.renderRoot.querySelector(".judge textarea");
    if ([document.body, this].includes(document.activeElement) && !this.renderRoot.activeElement) (judge ?? this.#box)?.focus();
  }

  async #export(format) {
    const said = this.talk.kept().turns.slice(-MOST_EXPORTED);
    const turns = said.map(({ question, answer }) => ({ question, answer: { ...answer, trace: null } }));
    try {
      const response = await this.client.post("/api/export", { format, title: this.#name, turns }, "*/*");
      const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "conversation";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      this.voice.say("Saved.");
    } catch (error) {
      this.problem = error.message;
    }
  }

  #startNew = () => {
    this.#panel?.close();
    this.talk = new Conversation();
    this.problem = "";
    this.#box?.focus();
  };

  #take(kept) {
    this.#panel?.close();
    this.talk = Conversation.restore(kept);
    this.renderRoot.querySelector(".menu").open = false;
    this.#box?.focus();
  }

  async #forget(id) {
    if (!(await this.#keep(this.keeping.forget(id)))) return;
    if (!id || id === this.talk.key) this.talk = new Conversation();
    this.requestUpdate();
    this.#keepFocus();
  }

  get #box() {
    return this.renderRoot.querySelector("textarea[name=question]");
  }

  #fit = () => {
    this.wide = this.mode === "page" && this.room.matches;
  };

  #toggle = async () => {
    this.open = !this.open;
    if (this.open && this.start === START) this.#begin();
    if (!this.open) this.#panel?.close();
    await this.updateComplete;
    (this.open ? this.#box : this.renderRoot.querySelector(".launcher"))?.focus();
  };

  #submit = (event) => {
    event.preventDefault();
    this.ask(this.draft);
  };

  #typed = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.ask(this.draft);
  };

  // Esc closes the card, then the panel, then the bubble.
  #keys = (event) => {
    if (event.key !== "Escape") return;
    const closed = this.card.close() || this.#panel?.close() || (this.mode === "bubble" && this.open && (this.#toggle(), true));
    if (closed) event.stopPropagation();
  };

  render() {
    const bubble = this.mode === "bubble";
    return html`<div class=${`root ${bubble ? "bubble" : "inline"} ${this.wide ? "wide" : ""} ${this.showing ? "showing" : ""}`} @keydown=${this.#keys}>
      ${bubble ? this.#launcher() : nothing}
      <section class="frame" id="frame" part="frame" aria-label=${this.#name} ?hidden=${!this.open}>
        ${this.#header(bubble)}
        ${this.wide ? nothing : this.choice.render(false)}
        <div class="log" role="region" aria-label="Messages" tabindex="0" part="conversation">
          ${this.talk.turns.length ? nothing : this.#welcome()}
          <ol class="turns" role="list">${this.talk.turns.map((turn) => [questionTurn(turn), answerTurn(turn, this)])}</ol>
          <div role="alert">${this.problem ? html`<div class="problem"><p>${this.problem}</p></div>` : nothing}</div>
        </div>
        ${this.#form()}
      </section>
      ${this.wide && !this.showing ? html`<aside class="beside" aria-label="What this covers">${this.choice.render(true)}</aside>` : nothing}
      <ssp-source .client=${this.client} ?hidden=${!this.showing} @closed=${() => (this.showing = false)}
        exportparts="panel"></ssp-source>
      ${this.card.render()}
      <p class="vh" role="status" aria-live="polite">${this.voice.text}</p>
    </div>`;
  }

  #launcher() {
    return html`<button type="button" class="launcher" part="launcher" aria-expanded=${this.open ? "true" : "false"}
      aria-controls="frame" ?hidden=${this.open} @click=${this.#toggle}>${this.#name}</button>`;
  }

  #header(bubble) {
    return html`<header part="header">
      <h2>${this.#name}</h2>
      ${this.talk.turns.length
        ? html`<button type="button" class="quiet" @click=${this.#startNew}>New<span class="vh"> conversation</span></button>`
        : nothing}
      ${this.#menu()}
      ${bubble ? html`<button type="button" class="quiet" @click=${this.#toggle}>Close<span class="vh"> the chat</span></button>` : nothing}
    </header>`;
  }

  #menu() {
    const { kept } = this;
    const said = this.talk.turns.some((turn) => turn.answer);
    if (!kept.length && !said) return nothing;
    return html`<details class="menu"><summary>More</summary><div class="drop">
      ${said
        ? html`<h3>Save this conversation</h3><p class="row">
            <button type="button" class="quiet" @click=${() => this.#export("docx")}>Word</button>
            <button type="button" class="quiet" @click=${() => this.#export("markdown")}>Markdown</button>
            <button type="button" class="quiet" @click=${() => print()}>Print or PDF</button></p>`
        : nothing}
      ${kept.length
        ? html`<h3>Kept ${this.keeping.byService ? "by the service" : "in this browser"}</h3><ul>${kept.map(
            (one) => html`<li><button type="button" class="link" @click=${() => this.#take(one)}>${one.turns[0]?.question}</button>
              <span class="from">${longDate(new Date(one.at).toISOString().slice(0, 10))}</span>
              <button type="button" class="quiet" aria-label=${`Forget: ${one.turns[0]?.question}`}
                @click=${() => this.#forget(one.id)}>Forget</button></li>`,
          )}</ul><p class="row"><button type="button" class="quiet" @click=${() => this.#forget("")}>Forget all</button></p>`
        : nothing}
    </div></details>`;
  }

  #welcome() {
    const { examples } = this.start;
    if (!examples.length) return nothing;
    return html`<div class="welcome"><h3>You could ask</h3><ul class="asks">${examples.map(
      (question) => html`<li><button type="button" class="chip" @click=${() => this.ask(question)}>${question}</button></li>`,
    )}</ul></div>`;
  }

  #form() {
    const most = this.start.max_question_chars;
    const over = this.draft.length > most * NEAR_LIMIT;
    return html`<form part="form" @submit=${this.#submit}>
      <label for="question">Your question</label>
      <p class="small" id="hint">${STANDING} ${PRIVACY}${this.keeping.byService ? ` ${KEPT_BY_SERVICE}` : ""}</p>
      <div class="entry">
        <textarea id="question" name="question" rows="2" aria-describedby="hint" .value=${this.draft}
          @input=${(event) => (this.draft = event.target.value)} @keydown=${this.#typed}></textarea>
        <button type="submit" class="send" part="send" aria-disabled=${this.busy ? "true" : nothing}>Ask</button>
      </div>
      <p class="small" role="status">${over ? `${this.draft.length} of ${plural(most, "character")}` : ""}</p>
    </form>`;
  }
}

// The answer that a page came with, for a link to a question.
function readTold(element) {
  const answer = JSON.parse(element.querySelector(':scope > script[type="application/json"]')?.textContent ?? "null");
  return answer && { question: answer.question, answer, conversation_id: answer.conversation_id };
}

customElements.get("ssp-assistant") ?? customElements.define("ssp-assistant", SspAssistant);
