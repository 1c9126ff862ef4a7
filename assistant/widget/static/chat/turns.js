// One question and its answer on screen. Text goes in as text alone: the templates escape it.
import { html, nothing } from "../vendor/lit.js";
import { placeName, sourceName, timeAndArea } from "./words.js";

export function questionTurn(turn) {
  return html`<li class="turn you" part="question"><span class="vh">You said: </span><p>${turn.question}</p></li>`;
}

export function answerTurn(turn, chat) {
  const { answer } = turn;
  const status = answer?.status ?? "coming";
  return html`<li class="turn assistant" part="answer" data-status=${status} aria-busy=${answer ? nothing : "true"}>
    <span class="vh">Assistant said: </span>
    ${answer ? finished(turn, chat) : coming(turn, chat)}
  </li>`;
}

function coming(turn, chat) {
  if (!turn.sentences.length) return html`<p class="busy">${chat.searching}</p>`;
  return said(turn.sentences, turn.citations, chat);
}

function finished(turn, chat) {
  const { answer } = turn;
  const label = Object.hasOwn(chat.labels, answer.status) ? chat.labels[answer.status] : "";
  const sentences = answer.sentences.length ? answer.sentences : [{ text: answer.text, citations: [] }];
  const when = answer.citations.length ? timeAndArea(answer, chat.documents) : "";
  return html`${label ? html`<p class="label">${label}</p>` : nothing}
    ${said(sentences, answer.citations, chat)}
    ${when ? html`<p class="when">Speaks of ${when}</p>` : nothing}
    ${answer.next_step ? html`<p class="next">${answer.next_step}</p>` : nothing}
    ${answer.notes.length ? html`<ul class="notes">${answer.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}
    ${answer.citations.length ? sources(turn, chat) : nothing}
    ${answer.nearest.length ? nearest(turn, chat) : nothing}
    ${answer.suggestions.length ? suggestions(answer, chat) : nothing}
    ${actions(turn, chat)}`;
}

function said(sentences, citations, chat) {
  const known = new Map(citations.map((c) => [c.n, c]));
  const one = (s) => html`${lines(s.text)}${s.worked ? html` <span class="tag">worked out</span>` : nothing}${s.citations
    .filter((n) => known.has(n))
    .map((n) => html`&nbsp;${marker(known.get(n), chat)}`)}`;
  if (sentences.length === 1) return html`<p class="said" part="text">${one(sentences[0])}</p>`;
  return html`<ul class="said" part="text">${sentences.map((s) => html`<li>${one(s)}</li>`)}</ul>`;
}

const lines = (text) => text.split("\n").map((line, n) => (n ? html`<br>${line}` : line));

function marker(source, chat) {
  const show = (event) => chat.card.show(event, source);
  return html`<button type="button" class="cite" part="citation" aria-label=${sourceName(source)} aria-haspopup="dialog"
    aria-describedby=${chat.card.source === source ? "card" : nothing}
    @mouseenter=${show} @focus=${show} @mouseleave=${chat.card.hide} @blur=${chat.card.hide}
    @click=${(event) => chat.openSource(source, event.currentTarget)}>${source.n}</button>`;
}

function sources({ answer }, chat) {
  return html`<div class="with"><h3>Sources</h3><ol class="sources" part="sources">${answer.citations.map(
    (c) => html`<li><button type="button" class="link" @click=${(event) => chat.openSource(c, event.currentTarget)}><span
      class="vh">Source </span><b>${c.n}</b> ${placeName(c)}</button> <span class="from">${c.document_title}</span>
      ${c.remark ? html`<span class="from">(${c.remark})</span>` : nothing}
      <blockquote class="printed">${c.quote}</blockquote></li>`,
  )}</ol>${answer.citations.some((c) => c.slide_inferred)
    ? html`<p class="small">Slide numbers marked “counted” were counted from the text; the original may number its slides differently.</p>`
    : nothing}</div>`;
}

function nearest({ answer }, chat) {
  return html`<div class="with"><h3>${answer.nearest.length === 1 ? "Nearest slide" : "Nearest slides"}, not an answer</h3><ul class="sources">${answer.nearest.map(
    (near) => html`<li><button type="button" class="link" @click=${(event) => chat.openSource(near, event.currentTarget)}>${placeName(
      near,
    )}</button> <span class="from">${near.document_title}</span></li>`,
  )}</ul></div>`;
}

function suggestions(answer, chat) {
  return html`<div class="with"><h3>You could ask</h3><ul class="asks">${answer.suggestions.map(
    (question) => html`<li><button type="button" class="chip" @click=${() => chat.ask(question)}>${question}</button></li>`,
  )}</ul></div>`;
}

const VERDICTS = [
  ["right", "Right"],
  ["wrong", "Wrong"],
  ["wrong_slide", "Wrong slide"],
];

function actions(turn, chat) {
  const { answer } = turn;
  return html`<div class="actions" part="actions">
    <button type="button" class="quiet" @click=${(event) => chat.copy(turn, event.currentTarget)}>Copy<span class="vh">
      answer with its sources</span></button>
    <button type="button" class="quiet" @click=${(event) => chat.share(turn, event.currentTarget)}>Copy link<span class="vh">
      to this question</span></button>
    ${chat.feedback && answer.id ? judging(turn, chat) : nothing}
  </div>`;
}

function judging(turn, chat) {
  if (turn.judged) return html`<span class="small" role="status">Thank you, noted.</span>`;
  if (turn.judging) {
    return html`<form class="judge" @submit=${(event) => chat.sendVerdict(event, turn)}>
      <label>What is wrong? You can leave this empty.<textarea name="note" rows="2" maxlength="1000"></textarea></label>
      <button type="submit" class="quiet">Send</button>
      <button type="button" class="quiet" @click=${() => chat.setJudging(turn, "")}>Cancel</button>
    </form>`;
  }
  return html`<span class="verdicts" role="group" aria-label="Is this answer right?">${VERDICTS.map(
    ([verdict, name]) => html`<button type="button" class="quiet" @click=${() => chat.judge(turn, verdict)}>${name}</button>`,
  )}</span>`;
}

