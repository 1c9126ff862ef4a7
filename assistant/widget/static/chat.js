// Answers in place of a reload. Text goes in by textContent alone; without this file the form still works.
const form = document.getElementById("ask");
const box = document.getElementById("question");
const send = document.getElementById("send");
const turns = document.getElementById("turns");
const said = document.getElementById("said");
const busyLine = document.getElementById("busy");
const alertBox = document.getElementById("alert");
const conversation = form.elements.namedItem("conversation");
const labels = JSON.parse(form.dataset.labels);
let busy = false;

class Problem extends Error {}

const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const grow = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const ownPage = (url) => (url.startsWith("/d/") ? url : "/documents");
const place = (s) =>
  `Slide ${s.slide_number}${s.slide_inferred ? " (counted)" : ""}${s.slide_title ? `: ${s.slide_title}` : ""}`;
const link = (url, text, className) => {
  const a = make("a", text, className);
  a.href = ownPage(url);
  return a;
};

function showSentence(list, sentence) {
  const item = make("li", sentence.text, sentence.worked ? "worked" : "");
  item.dataset.cites = sentence.citations.join(" ");
  list.append(item);
}

function showMarkers(turn, citations) {
  const byNumber = new Map(citations.map((c) => [c.n, c]));
  for (const item of turn.querySelectorAll(".sentences li")) {
    for (const n of item.dataset.cites.split(" ").filter(Boolean).map(Number)) {
      const source = byNumber.get(n);
      const marker = link(source.page_url, `[${n}]`, "cite");
      marker.append(make("span", ` slide ${source.slide_number}, source ${n}`, "vh"));
      item.append(" ", marker);
    }
  }
}

// A quote from a table keeps its tabs, so that it can be copied word for word.
function quote(text) {
  const quoted = make("blockquote");
  text.split("\t").forEach((bit, n) => quoted.append(...(n ? ["\t"] : []), make("span", bit, "bit")));
  return quoted;
}

function showSource(list, source) {
  const item = make("li");
  const a = link(source.page_url, "");
  a.append(make("span", `[${source.n}]`, "number"), ` ${place(source)}`);
  item.append(a, make("span", source.document_title, "from"));
  if (source.remark) item.append(make("span", `(${source.remark})`, "remark"));
  item.append(quote(source.quote));
  list.append(item);
}

function finish(turn, answer) {
  const part = (selector) => turn.querySelector(selector);
  turn.dataset.status = answer.status;
  part(".label").textContent = labels[answer.status] ?? "";
  part(".sentences").replaceChildren();
  const sentences = answer.sentences.length ? answer.sentences : [{ text: answer.text, citations: [] }];
  sentences.forEach((sentence) => showSentence(part(".sentences"), sentence));
  showMarkers(turn, answer.citations);
  part(".next").textContent = answer.next_step;
  part(".notes").append(...answer.notes.map((note) => make("li", note)));
  answer.citations.forEach((source) => showSource(part(".sources"), source));
  for (const near of answer.nearest) {
    const item = make("li");
    item.append(link(near.page_url, place(near)), make("span", near.document_title, "from"));
    part(".nearest").append(item);
  }
  for (const question of answer.suggestions) {
    const item = make("li");
    const a = make("a", question);
    a.href = `/ask?${new URLSearchParams({ q: question, conversation: answer.conversation_id })}`;
    item.append(a);
    part(".suggestions").append(item);
  }
  if (!answer.citations.some((source) => source.slide_inferred)) part(".counted").remove();
  if (!answer.citations.length) part(".with-sources").remove();
  if (!answer.nearest.length) part(".with-nearest").remove();
  if (!answer.suggestions.length) part(".with-suggestions").remove();
  for (const empty of turn.querySelectorAll("p:empty, ul:empty")) empty.remove();
  announce(answer);
}

// Said once, when the answer stands: never sentence by sentence.
function announce(answer) {
  const count = answer.citations.length;
  const sources = count ? ` ${count} ${count === 1 ? "source" : "sources"}.` : "";
  said.textContent = `${labels[answer.status] ?? ""} ${answer.text} ${answer.next_step}${sources}`.trim();
}

async function* readEvents(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event);
      const data = /^data: (.*)$/m.exec(event);
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}

async function fetchAnswer(question, turn) {
  const body = { question };
  if (conversation.value) body.conversation_id = conversation.value;
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/problem+json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Problem((await response.json()).detail);
  for await (const [name, data] of readEvents(response)) {
    if (name === "delta") {
      showSentence(turn.querySelector(".sentences"), data);
      turns.append(turn);
    }
    if (name === "error") throw new Problem(data.detail);
    if (name === "final") return data;
  }
  throw new Error("the answer broke off");
}

function setBusy(now) {
  busy = now;
  busyLine.hidden = !now;
  if (now) send.setAttribute("aria-disabled", "true");
  else send.removeAttribute("aria-disabled");
}

async function ask(question) {
  setBusy(true);
  alertBox.replaceChildren();
  said.textContent = "";
  const yours = grow("your-turn");
  yours.querySelector("p").textContent = question;
  const turn = grow("answer-turn");
  turns.append(yours);
  yours.scrollIntoView({ block: "nearest" });
  try {
    const answer = await fetchAnswer(question, turn);
    conversation.value = answer.conversation_id;
    finish(turn, answer);
    box.value = "";
    yours.scrollIntoView({ block: "start" });
  } catch (error) {
    yours.remove();
    turn.remove();
    if (!(error instanceof Problem)) return form.submit();
    const note = make("div", "", "problem");
    note.append(make("p", error.message));
    alertBox.append(note);
  } finally {
    setBusy(false);
    box.focus({ preventScroll: true });
  }
}

// A suggestion is asked in place; opened in a new tab or without this file, its link asks it.
turns.addEventListener("click", (event) => {
  const suggestion = event.target.closest(".suggestions a");
  if (!suggestion || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!busy) ask(suggestion.textContent);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (!busy && question) ask(question);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
