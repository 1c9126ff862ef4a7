// Which documents are asked: all, or those ticked by hand, by year or by kind.
import { html, nothing } from "../vendor/lit.js";
import { covers, plural } from "./words.js";

const KINDS = { review: "Review", plan: "Plan", police_and_crime_plan: "Police and Crime Plan", other: "Other" };

export class Choice {
  constructor(host) {
    this.host = host;
    this.left = new Set();
    this.picks = {};
  }

  // Empty means all: a filter that leaves nothing out is none.
  asked() {
    const { documents } = this.host;
    return this.left.size ? documents.filter((d) => !this.left.has(d.id)).map((d) => d.id) : [];
  }

  get line() {
    const { documents } = this.host;
    if (!documents.length) return "";
    const asked = this.asked();
    if (!asked.length) return documents.length === 1 ? "Asking one document" : `Asking all ${documents.length} documents`;
    return `Asking ${asked.length} of ${plural(documents.length, "document")}`;
  }

  // A pick that would leave no document goes before the other.
  pick(field, value) {
    const { documents } = this.host;
    const fits = (picks) => documents.filter((d) => Object.entries(picks).every(([name, want]) => !want || d[name] === want));
    this.picks = { ...this.picks, [field]: value };
    if (!fits(this.picks).length) this.picks = { [field]: value };
    const kept = new Set(fits(this.picks));
    this.left = new Set(documents.filter((d) => !kept.has(d)).map((d) => d.id));
    this.host.requestUpdate();
  }

  // Keeps the documents of these ids alone; all where none of them is known.
  keep(ids) {
    const { documents } = this.host;
    const left = documents.filter((d) => ids.length && !ids.includes(d.id));
    this.left = new Set(left.length < documents.length ? left.map((d) => d.id) : []);
  }

  all() {
    this.picks = {};
    this.left = new Set();
    this.host.requestUpdate();
  }

  turn(id, on) {
    if (on) this.left.delete(id);
    else if (this.left.size + 1 < this.host.documents.length) this.left.add(id);
    else this.host.voice.say("One document at least is asked.");
    this.host.requestUpdate();
  }

  // Beside the conversation it stands open; above it, it opens when asked to.
  render(beside) {
    const { documents } = this.host;
    if (!documents.length) return nothing;
    if (beside) return html`<section class="documents" part="documents"><h2>What this covers</h2>
      <p class="small" role="status">${this.line}</p>${this.#body(documents)}</section>`;
    return html`<details class="documents" part="documents">
      <summary>${this.line}</summary>
      ${this.#body(documents)}
    </details>`;
  }

  #body(documents) {
    const choice = documents.length > 1;
    return html`${choice ? this.#pickers(documents) : nothing}<ul>${documents.map((d) => this.#row(d, choice))}</ul>`;
  }

  #pickers(documents) {
    return html`<div class="pickers">
      ${this.#picker("period", "Year or period", documents, (value) => value)}
      ${this.#picker("kind", "Kind", documents, (value) => KINDS[value] ?? value)}
      <button type="button" class="quiet" @click=${() => this.all()}>Ask all</button>
    </div>`;
  }

  #picker(field, label, documents, name) {
    const values = [...new Set(documents.map((d) => d[field]).filter(Boolean))].sort();
    if (values.length < 2) return nothing;
    return html`<label>${label}<select @change=${(event) => this.pick(field, event.target.value)}>
      ${["", ...values].map((value) => html`<option value=${value} ?selected=${(this.picks[field] ?? "") === value}
        .selected=${(this.picks[field] ?? "") === value}>${value ? name(value) : "Any"}</option>`)}
    </select></label>`;
  }

  #row(d, choice) {
    const named = html`<span><b>${d.title}</b><span class="from">${covers(d)} · ${plural(d.slides, "slide")}</span></span>`;
    const read = html`<a class="from" href=${this.host.client.url(`/d/${encodeURIComponent(d.id)}`)}>Read it<span class="vh">:
      ${d.title}</span></a>`;
    if (!choice) return html`<li>${named} ${read}</li>`;
    return html`<li><label class="tick"><input type="checkbox" .checked=${!this.left.has(d.id)}
      @change=${(event) => {
        this.turn(d.id, event.target.checked);
        event.target.checked = !this.left.has(d.id);
      }}>${named}</label>${read}</li>`;
  }
}
