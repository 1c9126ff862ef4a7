// The panel that shows where an answer stands: the slide with the words boxed, its text, and how it was found.
import { LitElement, html, nothing, repeat, svg } from "../vendor/lit.js";
import { panelStyle, shared } from "./style.js";
import { placeName, slideName } from "./words.js";

const TABS = [
  ["slide", "Slide"],
  ["passage", "Passage"],
  ["found", "How found"],
];
const ZOOMS = [1, 1.5, 2, 3];
const NARROW = "(max-width: 639px), (max-height: 420px)";

export class Source extends LitElement {
  static styles = [shared, panelStyle];
  static properties = {
    client: { attribute: false },
    source: { attribute: false },
    trace: { attribute: false },
    tab: { state: true },
    slide: { state: true },
    number: { state: true },
    zoom: { state: true },
    told: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.tab = "slide";
    this.zoom = 1;
    this.narrow = matchMedia(NARROW);
  }

  connectedCallback() {
    super.connectedCallback();
    this.narrow.addEventListener("change", this.#reopen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.narrow.removeEventListener("change", this.#reopen);
  }

  get open() {
    return Boolean(this.source);
  }

  // Whether the slide shown is the source's own: while another one is fetched, the last stays.
  get #cited() {
    const { slide, source } = this;
    return slide?.ref.document_id === source.document_id && slide.ref.number === source.slide_number;
  }

  async show(source, trace, opener) {
    this.source = source;
    this.trace = trace;
    this.opener = opener;
    this.tab = "slide";
    this.zoom = 1;
    this.told = "";
    if (!this.#cited) this.slide = null;
    this.#load(source.slide_number);
    await this.updateComplete;
    this.#reopen();
    this.renderRoot.querySelector("h2")?.focus({ preventScroll: false });
  }

  close() {
    if (!this.source) return false;
    this.renderRoot.querySelector("dialog")?.close();
    this.source = null;
    this.slide = null;
    this.dispatchEvent(new CustomEvent("closed"));
    this.opener?.focus();
    return true;
  }

  #reopen = () => {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!this.source || !dialog) return;
    if (dialog.open) dialog.close();
    if (this.narrow.matches) dialog.showModal();
    else dialog.show();
  };

  async #load(number) {
    const { source } = this;
    this.number = number;
    this.problem = "";
    try {
      const slide = await this.client.slide(source.document_id, number);
      if (this.source === source && this.number === number) this.slide = slide;
    } catch (error) {
      if (this.source !== source) return;
      this.slide = null;
      this.problem = error.message;
    }
  }

  render() {
    if (!this.source) return nothing;
    const { source } = this;
    const name = source.n ? `Source ${source.n}` : "Nearest slide";
    return html`<dialog part="panel" aria-labelledby="name" @cancel=${this.#cancel} @keydown=${this.#keys}>
      <header>
        <h2 id="name" tabindex="-1">${name}<span class="vh">: ${source.document_title}, ${slideName(source)}</span></h2>
        <button type="button" class="quiet" @click=${this.close}>Close<span class="vh"> ${name}</span></button>
      </header>
      <p class="from">${source.document_title}</p>
      <div role="tablist" aria-label=${name} @keydown=${this.#arrows}>
        ${TABS.filter(([id]) => id !== "found" || this.trace).map(([id, label]) => this.#tabButton(id, label))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${`tab-${this.tab}`} tabindex="0">${this.#content()}</div>
      <p class="vh" role="status">${this.told}</p>
    </dialog>`;
  }

  #tabButton(id, label) {
    const selected = this.tab === id;
    return html`<button type="button" role="tab" id=${`tab-${id}`} aria-selected=${selected} aria-controls="panel"
      tabindex=${selected ? 0 : -1} @click=${() => (this.tab = id)}>${label}</button>`;
  }

  #content() {
    if (this.tab === "found") return html`<ol class="found">${this.trace.summary.map((line) => html`<li>${line}</li>`)}</ol>`;
    if (this.problem) return html`<p class="problem">${this.problem}</p>`;
    if (!this.slide) return html`<p>Opening the slide …</p>`;
    return this.tab === "slide" ? this.#slideTab() : this.#passageTab();
  }

  #slideTab() {
    const { slide } = this;
    return html`<div class="bar">
        ${this.#step(-1, "Previous")}
        <span>Slide ${slide.ref.number}${slide.count ? ` of ${slide.count}` : ""}</span>
        ${this.#step(1, "Next")}
        <span class="grow"></span>
        ${slide.image ? this.#zooms() : nothing}
      </div>
      ${slide.image ? this.#stage(slide) : html`<p class="small">There is no picture of this slide. Its text is under Passage.</p>`}
      <p><a href=${this.client.url(this.#pageUrl())} target="_blank" rel="noopener">Open the slide’s page<span class="vh"> in a
        new tab</span></a></p>`;
  }

  #pageUrl() {
    const own = this.number === this.source.slide_number;
    return own ? this.source.page_url : `/d/${encodeURIComponent(this.source.document_id)}/slides/${this.number}`;
  }

  #step(by, label) {
    const to = this.number + by;
    const none = to < 1 || (this.slide.count && to > this.slide.count);
    return html`<button type="button" class="quiet" aria-disabled=${none ? "true" : nothing}
      @click=${() => none || this.#load(to)}>${label}<span class="vh"> slide</span></button>`;
  }

  #zooms() {
    const at = ZOOMS.indexOf(this.zoom);
    const button = (to, sign, label) => html`<button type="button" class="quiet" aria-label=${label}
      aria-disabled=${ZOOMS[to] ? nothing : "true"} @click=${() => ZOOMS[to] && (this.zoom = ZOOMS[to])}>${sign}</button>`;
    return html`${button(at - 1, "−", "Smaller")}<span>${Math.round(this.zoom * 100)}%</span>${button(at + 1, "+", "Larger")}`;
  }

  #stage(slide) {
    const { width, height, url } = slide.image;
    const boxes = this.#cited ? (this.source.boxes ?? []) : [];
    const alt = `${placeName({ slide_number: slide.ref.number, slide_inferred: slide.inferred, slide_title: slide.title })}${
      boxes.length ? ", the quoted words boxed" : ""
    }. The same words are under Passage.`;
    return html`<div class="stage" role="region" aria-label="Slide picture" tabindex="0">
      <svg class="zoom-${ZOOMS.indexOf(this.zoom)}" role="img" aria-label=${alt} viewBox=${`0 0 ${width} ${height}`}>
        ${repeat(
          [this.client.url(url)], // a new element for each, as one shows its last picture until the next has come
          (href) => href,
          (href) => svg`<image href=${href} width=${width} height=${height} crossorigin="anonymous"></image>`,
        )}
        ${boxes.map(
          ([x0, y0, x1, y1]) =>
            svg`<rect class="box" x=${x0 * width - 4} y=${y0 * height - 4} width=${(x1 - x0) * width + 8} height=${
              (y1 - y0) * height + 8
            }></rect>`,
        )}
      </svg>
    </div>`;
  }

  #passageTab() {
    const { slide, source } = this;
    const quoted = this.#cited ? source.quote : "";
    return html`${quoted ? html`<blockquote class="quote">${quoted}</blockquote>` : nothing}
      <p class="reference">${slide.reference ?? placeName(source)}</p>
      <p><button type="button" class="quiet" @click=${this.#copyReference}>Copy reference</button></p>
      <h3>All that stands on the slide</h3>
      ${slide.title ? html`<p class="title">${slide.title}</p>` : nothing}
      <ul class="blocks">${slide.blocks
        .filter((block) => block.kind !== "title")
        .map((block) => html`<li class=${block.id === source.block_id && quoted ? "cited" : ""}>${marked(block, source, quoted)}</li>`)}</ul>`;
  }

  #copyReference = async () => {
    try {
      await navigator.clipboard.writeText(this.slide.reference ?? placeName(this.source));
      this.told = "Reference copied.";
    } catch {
      this.told = "The browser does not allow copying. Select the reference instead.";
    }
  };

  #cancel = (event) => {
    event.preventDefault();
    this.close();
  };

  #keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  #arrows = (event) => {
    const tabs = [...this.renderRoot.querySelectorAll("[role=tab]")];
    const at = tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.click();
    tab.focus();
  };
}

// The quoted words within their block, marked where they stand in it word for word.
function marked(block, source, quoted) {
  const at = block.id === source.block_id && quoted ? block.text.indexOf(quoted) : -1;
  if (at < 0) return block.text.replaceAll("\t", " · ");
  const after = at + quoted.length;
  return html`${block.text.slice(0, at)}<mark>${quoted}</mark>${block.text.slice(after)}`;
}

customElements.get("ssp-source") ?? customElements.define("ssp-source", Source);
