// Adding documents: a row a file, from its sending to its first answer. Text goes in by textContent alone.
const drop = document.getElementById("drop");
const input = document.getElementById("files");
const said = document.getElementById("said");
const list = document.getElementById("uploads");
const maxMb = Number(drop.dataset.maxMb);
const REMEMBERED = "ssp-uploads";
const ENDED = ["done", "failed"];
let sending = Promise.resolve();
let count = 0;

class Problem extends Error {}

const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const grow = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const plural = (n, word) => `${n} ${n === 1 ? word : `${word}s`}`;
const link = (url, text) => {
  const a = make("a", text);
  a.href = url;
  return a;
};
const titleOf = (id) => {
  const known = document.querySelector(`#list [data-document="${CSS.escape(id)}"] h2`);
  return known ? `“${known.textContent}”` : `“${id}”`;
};

// The ids of this tab's uploads, so that a reload finds them again.
const remembered = () => JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "[]");
const remember = (id) => sessionStorage.setItem(REMEMBERED, JSON.stringify([...remembered(), id]));
const forget = (id) =>
  sessionStorage.setItem(REMEMBERED, JSON.stringify(remembered().filter((other) => other !== id)));

async function call(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { Accept: "application/json", ...options.headers } });
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({ detail: "The service gave no readable answer." }));
  throw Object.assign(new Problem(problem.detail), { status: response.status });
}

const reasonOf = (error) =>
  error instanceof Problem ? error.message : "It could not be sent: the file cannot be read, or the service does not run.";

function addRow(name) {
  const row = grow("upload-row");
  row.querySelector("h3").textContent = name;
  row.querySelector("progress").setAttribute("aria-label", `Progress of ${name}`);
  list.append(row);
  return row;
}

// What is shown is said once: only when the words change, and never how far a step has come.
function show(row, words, share, spoken = words) {
  const bar = row.querySelector("progress");
  row.querySelector(".state").textContent = words;
  bar.hidden = share === undefined;
  if (share === null) bar.removeAttribute("value");
  else if (share !== undefined) bar.value = share;
  if (row.dataset.said !== spoken) said.textContent = `${row.querySelector("h3").textContent}: ${spoken}`;
  row.dataset.said = spoken;
}

function showFailure(row, reason) {
  const problem = make("div", "", "problem");
  problem.append(...reason.split("\n").map((line) => make("p", line)));
  row.querySelector(".failure").replaceChildren(problem);
}

function fail(row, reason) {
  row.dataset.state = "failed";
  row.querySelector(".entry")?.remove();
  row.querySelector("progress").hidden = true;
  row.querySelector(".state").textContent = "Not added";
  showFailure(row, reason);
}

async function sendFile(row, file) {
  show(row, "Being sent and read…", null);
  const upload = await call(`/api/uploads?${new URLSearchParams({ name: file.name })}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });
  remember(upload.upload_id);
  take(row, upload);
}

function take(row, upload) {
  if (upload.state === "drafted") showDraft(row, upload);
  else if (ENDED.includes(upload.state)) finish(row, upload);
  else follow(row, upload.upload_id);
}

function notesOf(draft) {
  const notes = [];
  if (draft.replaces) notes.push(`It takes the place of the document ${titleOf(draft.replaces)}.`);
  if (draft.same_as) notes.push(`The same file is there already, as ${titleOf(draft.same_as)}.`);
  if (draft.outcome === "held") notes.push(draft.detail);
  for (const marking of draft.markings) {
    notes.push(`It is marked “${marking.text}”${marking.slide ? ` on slide ${marking.slide}` : ""}.`);
  }
  return [...notes, ...draft.warnings];
}

function hintOf(draft, name) {
  const found = draft.found.filter((one) => one.field === name);
  const places = found.map((one) => (one.value === fieldText(draft.entry[name]) ? one.where : `${one.value} (${one.where})`));
  return places.length ? `Found: ${places.join("; ")}` : "";
}

const fieldText = (value) => (value === null ? "" : String(value));

function fillField(form, draft, control) {
  const hint = control.closest("p").querySelector(".hint");
  control.value = fieldText(draft.entry[control.name]);
  hint.textContent = [hint.textContent, hintOf(draft, control.name)].filter(Boolean).join(" ");
  if (!hint.textContent) return hint.remove();
  hint.id = `hint-${(count += 1)}`;
  control.setAttribute("aria-describedby", hint.id);
}

function showDraft(row, upload) {
  const form = grow("entry-form");
  const { draft } = upload;
  form.setAttribute("aria-label", `Details of ${upload.name}`);
  form.querySelector(".before").append(...notesOf(draft).map((note) => make("li", note)));
  if (!form.querySelector(".before li")) form.querySelector(".before").remove();
  for (const control of form.querySelectorAll("[name]")) fillField(form, draft, control);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(row, form, () => confirmEntry(row, form, upload.upload_id));
  });
  form.querySelector(".drop-it").addEventListener("click", () => attempt(row, form, () => dropIt(row, upload.upload_id)));
  row.dataset.state = "drafted";
  row.querySelector(".failure").after(form);
  const advice = draft.outcome === "held" ? "It would be held back; see why." : "Check the details, then add it.";
  show(row, `${plural(draft.slides, "slide")} read. ${advice}`);
}

async function attempt(row, form, act) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  row.querySelector(".failure").replaceChildren();
  try {
    await act();
  } catch (error) {
    if ([404, 409].includes(error.status)) fail(row, reasonOf(error));
    else showFailure(row, reasonOf(error));
  } finally {
    delete form.dataset.busy;
  }
}

async function confirmEntry(row, form, id) {
  const entry = Object.fromEntries(new FormData(form));
  entry.presented_on ||= null;
  await call(`/api/uploads/${id}/confirm`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(entry),
  });
  form.remove();
  row.querySelector("h3").focus();
  follow(row, id);
}

async function dropIt(row, id) {
  await call(`/api/uploads/${id}`, { method: "DELETE" });
  forget(id);
  row.remove();
  input.focus();
}

// The browser's own event source takes up a broken stream again by itself.
function follow(row, id) {
  const events = new EventSource(`/api/uploads/${id}/events`);
  events.addEventListener("state", (event) => {
    const upload = JSON.parse(event.data);
    row.dataset.state = upload.state;
    if (ENDED.includes(upload.state)) {
      events.close();
      finish(row, upload);
    } else showProgress(row, upload);
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) fail(row, "The service has let go of this file. Choose it again.");
    else show(row, "Waiting for the service…", null);
  });
}

function showProgress(row, { state, ahead, progress }) {
  if (state === "waiting") {
    return show(row, ahead ? `Waiting; ${plural(ahead, "file")} before it.` : "Waiting to be added.", 0, "waiting to be added");
  }
  const pieces = progress.total > 1 ? ` (${progress.done} of ${progress.total})` : "";
  show(row, `${progress.phase}${pieces} – ${Math.round(progress.share * 100)}%`, progress.share, progress.phase);
}

const OUTCOMES = {
  indexed: (told) => `Added: ${plural(told.slides, "slide")}. Questions are answered from it now.`,
  indexed_with_warnings: (told) => `Added with warnings: ${plural(told.slides, "slide")}. ${told.detail}`,
  unchanged: (told) => `Nothing was new: ${plural(told.slides, "slide")}, there already.`,
};

function finish(row, upload) {
  forget(upload.upload_id);
  if (upload.state === "failed") return fail(row, upload.failure);
  const told = upload.outcome;
  const at = encodeURIComponent(told.document_id);
  row.dataset.state = "done";
  show(row, OUTCOMES[told.outcome](told), 1);
  row.querySelector(".links").append(
    link(`/d/${at}/slides/1`, "Read its first slide"),
    link(`/documents/${at}/report`, "What was read of it"),
    link("/", "Ask about it"),
  );
  refreshList();
}

// A page as a document; null when it cannot be had. Trusted types bar a parser of text, but not this.
const fetchPage = (url) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.addEventListener("loadend", () => resolve(request.status === 200 ? request.response : null));
    request.open("GET", url);
    request.setRequestHeader("Accept", "text/html");
    request.send();
  });

// The list as the server makes it now; a page of our own, in which every value is escaped.
async function refreshList() {
  const page = await fetchPage("/documents");
  if (page) document.getElementById("list").replaceWith(document.adoptNode(page.getElementById("list")));
}

function addFiles(files) {
  for (const file of files) {
    const row = addRow(file.name);
    if (file.size > maxMb * 2 ** 20) {
      fail(row, `The file is over ${maxMb} MB. Make it smaller, or add it with: ssp ingest FILE`);
      continue;
    }
    show(row, "Waiting to be sent.", null);
    sending = sending.then(() => sendFile(row, file)).catch((error) => fail(row, reasonOf(error)));
  }
}

async function takeUpAgain(id) {
  try {
    const upload = await call(`/api/uploads/${id}`);
    take(addRow(upload.name), upload);
  } catch {
    forget(id);
  }
}

input.addEventListener("change", () => {
  addFiles(input.files);
  input.value = "";
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") addFiles(event.dataTransfer.files);
  });
}
drop.hidden = false;
for (const id of remembered()) await takeUpAgain(id);
