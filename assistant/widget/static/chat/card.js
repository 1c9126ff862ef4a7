// The card with a source's words beside its number: on hover and on focus, until Esc or the pointer leaves both.
import { html, nothing } from "../vendor/lit.js";
import { placeName } from "./words.js";

const SHOW_MS = 120;
const HIDE_MS = 250;
const GAP = 6;

export class Card {
  constructor(host) {
    this.host = host;
    this.source = null;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.timer);
  }

  hostUpdated() {
    const card = this.host.renderRoot.querySelector(".card");
    if (card && this.marker?.isConnected) place(card, this.marker);
  }

  // What a marker needs: the card follows pointer and focus alike.
  show = (event, source) => {
    const marker = event.currentTarget;
    this.#later(SHOW_MS, () => {
      this.source = source;
      this.marker = marker;
    });
  };

  hide = () => this.#later(HIDE_MS, () => (this.source = null));

  stay = () => clearTimeout(this.timer);

  // Tells whether there was a card to close.
  close() {
    clearTimeout(this.timer);
    const open = this.source !== null;
    this.source = null;
    if (open) this.host.requestUpdate();
    return open;
  }

  #later(ms, change) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      change();
      this.host.requestUpdate();
    }, ms);
  }

  render() {
    if (!this.source) return nothing;
    return html`<div class="card" part="card" id="card" role="tooltip" @mouseenter=${this.stay} @mouseleave=${this.hide}>
      <p class="from">${this.source.document_title}</p>
      <p class="place">${placeName(this.source)}</p>
      <blockquote>${this.source.quote}</blockquote>
    </div>`;
  }
}

function place(card, marker) {
  const at = marker.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const below = at.bottom + GAP + size.height <= room.height || at.top < size.height + GAP;
  card.style.setProperty("left", `${Math.max(GAP, Math.min(at.left, room.width - size.width - GAP))}px`);
  card.style.setProperty("top", `${below ? at.bottom + GAP : at.top - GAP - size.height}px`);
}
