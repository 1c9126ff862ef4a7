// Talks with the service: one origin, no cookies, answers as events.

export class Problem extends Error {
  constructor(told, status) {
    super(told.detail ?? told.title ?? "The service could not answer.");
    this.status = status;
    this.requestId = told.request_id ?? told.instance ?? "";
  }
}

export class Client {
  constructor(base) {
    this.base = new URL(base);
  }

  // Only the service's own pages and images are ever opened, whatever an answer says.
  url(path) {
    const found = URL.canParse(path, this.base) ? new URL(path, this.base) : this.base;
    const own = found.origin === this.base.origin && /^\/(d|api|documents|ask|static)(\/|\?|$)/.test(found.pathname + found.search);
    return own ? found.href : this.base.href;
  }

  async get(path) {
    return (await this.send(path, {})).json();
  }

  async post(path, body, accept = "application/json") {
    return this.send(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: `${accept}, application/problem+json` },
      body: JSON.stringify(body),
    });
  }

  slide(documentId, number, mark = "") {
    return this.get(`/api/documents/${encodeURIComponent(documentId)}/slides/${number}${mark}`);
  }

  // Calls `on` with each event's name and data, and returns the last one's data.
  async ask(body, on) {
    const response = await this.post("/api/ask", body, "text/event-stream");
    for await (const [name, data] of readEvents(response.body)) {
      if (name === "error") throw new Problem(data, data.status);
      if (name === "final") return data;
      on(name, data);
    }
    throw new TypeError("the answer broke off");
  }

  async send(path, options) {
    const response = await fetch(new URL(path, this.base), { ...options, mode: "cors", credentials: "omit" });
    if (response.ok) return response;
    const told = await response.json().catch(() => ({}));
    throw new Problem(told, response.status);
  }
}

async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const name = /^event: ([^\n]*)/m.exec(event);
      const data = /^data: ([^\n]*)/m.exec(event); // a dot would stop at U+2028, which JSON leaves as it is
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}
