// How the chat looks. Colours meet 4.5:1 on their grounds in both schemes; a host changes them by its own properties.
import { css } from "../vendor/lit.js";

export const shared = css`
  :host {
    color-scheme: light dark;
    --ground: var(--ssp-ground, light-dark(#f4f5f2, #12181a));
    --paper: var(--ssp-paper, light-dark(#ffffff, #1a2224));
    --ink: var(--ssp-ink, light-dark(#1b2427, #e8edec));
    --quiet: var(--ssp-quiet, light-dark(#4d5a5f, #aab6b8));
    --line: var(--ssp-line, light-dark(#c9d1cf, #37444a));
    --edge: light-dark(#69777b, #8c9a9e);
    --accent: var(--ssp-accent, light-dark(#0f4c5a, #8fd0dc));
    --accent-ink: var(--ssp-accent-ink, light-dark(#ffffff, #0b2026));
    --bar: var(--ssp-bar, light-dark(#0f4c5a, #0b2f38));
    --bar-ink: var(--ssp-bar-ink, light-dark(#ffffff, #e8f4f6));
    --link: var(--ssp-link, light-dark(#0b5568, #93d3e0));
    --you: var(--ssp-you, light-dark(#e3edee, #22343a));
    --mark: light-dark(#ffe27a, #e9c64a);
    --mark-ink: #1b1702;
    --box: light-dark(#b34700, #ffb070);
    --warn: light-dark(#8a4b08, #f0b972);
    --warn-ground: light-dark(#fdf3e4, #2c2416);
    --bad: light-dark(#a11d1d, #ff9d96);
    --bad-ground: light-dark(#fdeceb, #331a1a);
    --focus: light-dark(#b34700, #ffb070);
    --radius: var(--ssp-radius, 0.5rem);
    color: var(--ink);
    font: var(--ssp-font, 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif);
    overflow-wrap: anywhere;
  }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h2, h3, p, ul, ol, blockquote { margin: 0; }
  h2, h3 { line-height: 1.25; }
  ul, ol { padding: 0; list-style: none; }
  a { color: var(--link); text-underline-offset: 0.18em; display: inline-block; min-height: 1.5rem; }
  :focus-visible { outline: 0.1875rem solid var(--focus); outline-offset: 0.125rem; border-radius: 0.125rem; }
  [tabindex="-1"]:focus { outline: none; }
  .vh {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .small, .from { font-size: 0.875rem; color: var(--quiet); }
  button { font: inherit; color: inherit; cursor: pointer; }
  button[aria-disabled="true"] { cursor: default; }
  .quiet {
    min-height: 2.75rem; min-width: 2.75rem; padding: 0.25rem 0.75rem; background: transparent;
    border: 1px solid var(--edge); border-radius: calc(var(--radius) * 0.75); color: var(--link); font-size: 0.9375rem;
  }
  .quiet:hover { border-color: currentColor; background: var(--ground); }
  .quiet[aria-disabled="true"] { color: var(--quiet); border-color: var(--line); background: transparent; }
  .link {
    background: none; border: 0; padding: 0.125rem 0; min-height: 1.5rem; color: var(--link);
    text-align: start; text-decoration: underline; text-underline-offset: 0.18em;
  }
  .link:hover { text-decoration-thickness: 0.14em; }
  blockquote {
    padding-inline-start: 0.75rem; border-inline-start: 0.1875rem solid var(--accent);
    white-space: pre-wrap; tab-size: 4; color: var(--ink);
  }
  .problem {
    background: var(--bad-ground); border: 1px solid var(--bad); border-inline-start-width: 0.25rem;
    border-radius: var(--radius); padding: 0.75rem 1rem;
  }
  mark { background: var(--mark); color: var(--mark-ink); padding-inline: 0.125rem; }
  @media (forced-colors: active) {
    .turn, .cite, .tag, .label, .card, dialog { border: 1px solid CanvasText !important; }
    mark { outline: 2px solid Highlight; }
  }
`;

export const chatStyle = css`
  :host { display: block; }
  .root { position: relative; }
  .wide { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 1.5rem; align-items: start; }
  .inline.showing, .wide.showing { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
  .beside { position: sticky; top: 0.75rem; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); }
  .beside h2 { font-size: 1.0625rem; margin-bottom: 0.25rem; }
  .beside .documents { border: 0; padding: 1rem; }
  .beside .documents ul { max-height: 60vh; }
  .frame { min-width: 0; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); display: flex; flex-direction: column; }
  header {
    display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; padding: 0.625rem 1rem;
    background: var(--bar); color: var(--bar-ink); border-radius: calc(var(--radius) - 1px) calc(var(--radius) - 1px) 0 0;
  }
  header h2 { flex: 1 1 8rem; font-size: 1.0625rem; }
  header .quiet, .menu summary { color: inherit; border-color: currentColor; }
  header .quiet:hover { background: transparent; text-decoration: underline; }
  header :focus-visible { outline-color: currentColor; }
  .menu { position: relative; }
  .menu summary {
    min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid; border-radius: calc(var(--radius) * 0.75);
    font-size: 0.9375rem; cursor: pointer;
  }
  .drop {
    position: absolute; inset-inline-end: 0; top: calc(100% + 0.25rem); z-index: 3; width: min(22rem, 80vw); max-height: 60vh; overflow: auto;
    display: grid; gap: 0.5rem; padding: 1rem; background: var(--paper); color: var(--ink); border: 1px solid var(--edge);
    border-radius: var(--radius); box-shadow: 0 0.5rem 1.5rem #0003;
  }
  .drop h3 { font-size: 0.9375rem; }
  .drop .quiet { color: var(--link); }
  .drop li { display: grid; grid-template-columns: 1fr auto; gap: 0 0.5rem; align-items: center; padding-block: 0.25rem; border-top: 1px solid var(--line); }
  .drop li .quiet { grid-row: 1 / span 2; grid-column: 2; }
  .drop :focus-visible { outline-color: var(--focus); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; }

  .log, .turns, .turn, .with, .welcome { display: grid; grid-template-columns: minmax(0, 1fr); }
  .log { padding: 1rem; gap: 1rem; align-content: start; }
  .turns { gap: 1rem; }
  .turns:empty, [role="alert"]:empty { display: none; }
  .turn { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.875rem 1rem; min-width: 0; gap: 0.625rem; scroll-margin-top: 1rem; }
  .turn.you { background: var(--you); border-color: transparent; margin-inline-start: clamp(0rem, 10%, 4rem); }
  .turn.you p { white-space: pre-wrap; }
  .turn.assistant { border-inline-start: 0.25rem solid var(--accent); }
  .turn.assistant:not([data-status="answered"], [data-status="coming"]) { border-color: var(--warn); background: var(--warn-ground); }
  .turn.assistant:is([data-status="error"], [data-status="refused"]) { border-color: var(--bad); background: var(--bad-ground); }
  .said { font-size: 1.0625rem; }
  .said li + li { margin-top: 0.5rem; }
  ul.said { padding-inline-start: 1.125rem; list-style: disc; }
  .cite {
    min-width: 1.625rem; min-height: 1.625rem; padding: 0 0.375rem; border: 1px solid var(--accent); border-radius: 0.8125rem;
    background: transparent; color: var(--accent); font-size: 0.8125rem; font-weight: 650; line-height: 1; vertical-align: 0.1em;
  }
  .cite:hover { background: var(--accent); color: var(--accent-ink); }
  .tag, .label {
    display: inline-block; justify-self: start; border: 1px solid currentColor; border-radius: 0.25rem; padding: 0 0.5rem;
    font-size: 0.8125rem; font-weight: 650; color: var(--quiet);
  }
  .label { color: var(--warn); font-size: 0.9375rem; }
  .label::before { content: "! " / ""; }
  [data-status="partial"] .label::before { content: "½ " / ""; }
  [data-status="no_evidence"] .label::before { content: "– " / ""; }
  [data-status="picture_only"] .label::before { content: "▣ " / ""; }
  [data-status="wrong_period"] .label::before { content: "↺ " / ""; }
  [data-status="ambiguous"] .label::before { content: "? " / ""; }
  .turn.assistant[data-status="partial"] { background: none; }
  .turn.assistant:is([data-status="ambiguous"], [data-status="picture_only"]) { border-color: var(--accent); background: var(--ground); }
  :is([data-status="ambiguous"], [data-status="picture_only"]) .label { color: var(--accent); }
  [data-status="refused"] .label, [data-status="error"] .label { color: var(--bad); }
  .when { font-size: 0.9375rem; color: var(--quiet); }
  .next { font-weight: 600; }
  .notes { font-size: 0.9375rem; color: var(--quiet); padding-inline-start: 1.125rem; list-style: disc; }
  .with { gap: 0.25rem; }
  .with h3 { font-size: 0.875rem; color: var(--quiet); }
  .sources { font-size: 0.9375rem; }
  .sources li + li { margin-top: 0.25rem; }
  .sources .from { display: block; }
  .printed { display: none; }
  .asks { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .chip {
    min-height: 2.75rem; padding: 0.375rem 0.875rem; border: 1px solid var(--edge); border-radius: 1.375rem;
    background: var(--paper); color: var(--link); text-align: start; font-size: 0.9375rem;
  }
  .chip:hover { border-color: currentColor; text-decoration: underline; text-underline-offset: 0.18em; }
  .welcome { gap: 0.5rem; }
  .welcome h3 { font-size: 0.9375rem; }
  .actions, .verdicts { display: flex; flex-wrap: wrap; gap: 0.375rem; align-items: center; }
  .actions { border-top: 1px solid var(--line); padding-top: 0.5rem; }
  .actions .quiet { padding: 0.125rem 0.625rem; font-size: 0.875rem; }
  .verdicts { margin-inline-start: auto; }
  .judge { display: grid; gap: 0.5rem; width: 100%; padding: 0; border: 0; }
  .busy { color: var(--quiet); }
  .busy::before { content: ""; display: inline-block; width: 0.625rem; height: 0.625rem; margin-inline-end: 0.5rem; border-radius: 50%; background: var(--accent); }
  @media (prefers-reduced-motion: no-preference) {
    .busy::before { animation: breathe 1.2s ease-in-out infinite alternate; }
    @keyframes breathe { from { opacity: 0.25; } to { opacity: 1; } }
  }

  form { border-top: 1px solid var(--line); padding: 0.75rem 1rem 0.5rem; display: grid; gap: 0.375rem; }
  label { font-weight: 650; }
  .entry { display: grid; grid-template-columns: 1fr auto; gap: 0.5rem; align-items: end; }
  textarea, select {
    width: 100%; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: calc(var(--radius) * 0.75);
    background: var(--paper); color: var(--ink); font: inherit; font-weight: 400; min-height: 2.75rem;
  }
  textarea { resize: vertical; }
  .send {
    min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid var(--accent); border-radius: calc(var(--radius) * 0.75);
    background: var(--accent); color: var(--accent-ink); font-weight: 650;
  }
  .send:hover { filter: brightness(1.12); }
  .send[aria-disabled="true"] { background: transparent; color: var(--quiet); border-color: var(--edge); filter: none; }
  .documents { padding: 0.5rem 1rem; border-bottom: 1px solid var(--line); }
  .documents summary { min-height: 2.75rem; padding-block: 0.625rem; cursor: pointer; color: var(--link); font-size: 0.9375rem; }
  .documents ul { display: grid; gap: 0.5rem; padding-block: 0.5rem; max-height: 14rem; overflow: auto; }
  .documents .from { display: block; }
  .documents b { font-weight: 600; }
  .tick { display: grid; grid-template-columns: auto 1fr; gap: 0.625rem; align-items: start; font-weight: 400; min-height: 1.5rem; }
  .tick + a { margin-inline-start: 2.125rem; }
  .tick input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
  .pickers { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; padding-top: 0.5rem; }
  .pickers label { font-size: 0.875rem; }

  .card {
    position: fixed; z-index: 10; width: max-content; max-width: min(24rem, calc(100vw - 1rem)); max-height: 50vh; overflow: auto;
    display: grid; gap: 0.25rem; padding: 0.75rem 0.875rem; background: var(--paper); border: 1px solid var(--edge);
    border-radius: var(--radius); box-shadow: 0 0.5rem 1.5rem #0003; font-size: 0.9375rem;
  }
  .card .place { font-weight: 600; }

  .bubble { position: fixed; inset: auto 1rem 1rem auto; z-index: var(--ssp-layer, 1000); max-width: calc(100vw - 2rem); }
  .launcher {
    min-height: 3rem; padding: 0.625rem 1.25rem; border: 1px solid var(--bar-ink); border-radius: 1.5rem; background: var(--bar);
    color: var(--bar-ink); font-weight: 650; box-shadow: 0 0.25rem 1rem #0004;
  }
  .bubble .frame { width: min(26rem, calc(100vw - 2rem)); height: min(44rem, calc(100vh - 2rem)); box-shadow: 0 0.5rem 2rem #0005; }
  .bubble .log { flex: 1 1 auto; overflow: auto; }
  .bubble.showing { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.75rem; align-items: end; }
  .bubble.showing ssp-source { order: -1; width: min(36rem, calc(100vw - 30rem)); }
  @media (max-width: 639px) {
    .bubble { inset: auto 0.5rem 0.5rem auto; max-width: calc(100vw - 1rem); }
    .bubble .frame { width: calc(100vw - 1rem); height: calc(100vh - 1rem); }
    .verdicts { margin-inline-start: 0; }
  }
  @media (max-width: 639px), (max-height: 420px) {
    .inline.showing, .bubble.showing { display: block; }
    .drop { position: static; width: auto; max-height: none; margin-top: 0.5rem; }
    .menu[open] { flex-basis: 100%; order: 1; }
  }
  /* Where there is hardly any height, all of the chat scrolls as one, and nothing sticks over what has the focus. */
  @media (max-height: 480px) {
    .bubble .frame { display: block; overflow: auto; }
    .bubble .log { overflow: visible; }
  }
  @media print {
    .frame, .turn { border-color: #999; box-shadow: none; }
    form, header .quiet, .menu, .actions, .asks, .launcher, ssp-source, .card, .welcome { display: none !important; }
    .printed { display: block; }
    .bubble { position: static; }
    .bubble .frame { width: auto; height: auto; }
    .bubble .log { overflow: visible; }
    .turn { break-inside: avoid; }
  }
`;

export const panelStyle = css`
  :host { display: block; min-width: 0; position: sticky; top: 0.5rem; }
  dialog {
    position: static; margin: 0; width: 100%; max-width: none; max-height: calc(100vh - 1rem); overflow: auto; padding: 0.75rem 1rem 1rem;
    background: var(--paper); color: var(--ink); border: 1px solid var(--edge); border-radius: var(--radius);
  }
  dialog[open] { display: grid; gap: 0.625rem; align-content: start; }
  dialog:modal { position: fixed; inset: 0; width: 100vw; height: 100vh; max-height: none; border-radius: 0; border: 0; }
  dialog::backdrop { background: #0008; }
  header { display: flex; align-items: center; gap: 0.75rem; }
  h2 { flex: 1; font-size: 1.125rem; }
  h3 { font-size: 0.9375rem; margin-top: 0.5rem; }
  [role="tablist"] { display: flex; gap: 0.25rem; border-bottom: 1px solid var(--edge); }
  [role="tab"] {
    min-height: 2.75rem; padding: 0.375rem 0.875rem; background: transparent; border: 1px solid transparent; border-bottom: 0;
    border-radius: 0.375rem 0.375rem 0 0; color: var(--link);
  }
  [role="tab"][aria-selected="true"] { border-color: var(--edge); background: var(--ground); color: var(--ink); font-weight: 650; box-shadow: inset 0 0.1875rem var(--accent); }
  [role="tabpanel"] { display: grid; gap: 0.75rem; min-width: 0; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
  .grow { flex: 1; }
  .stage { overflow: auto; max-height: 70vh; border: 1px solid var(--line); background: var(--ground); }
  svg { display: block; width: 100%; height: auto; }
  .zoom-1 { width: 150%; }
  .zoom-2 { width: 200%; }
  .zoom-3 { width: 300%; }
  .box { fill: #ffd40038; stroke: #b34700; stroke-width: 5; }
  .quote { font-size: 1.0625rem; }
  .reference { font-size: 0.9375rem; color: var(--quiet); }
  .title { font-weight: 650; }
  .blocks { display: grid; gap: 0.375rem; font-size: 0.9375rem; }
  .blocks li { padding-inline-start: 0.75rem; border-inline-start: 0.1875rem solid var(--line); white-space: pre-wrap; }
  .blocks .cited { border-color: var(--accent); }
  .found { display: grid; gap: 0.5rem; padding-inline-start: 1.25rem; list-style: decimal; }
  @media (forced-colors: active) {
    .box { fill: none; stroke: Highlight; }
    [role="tab"][aria-selected="true"] { border: 2px solid Highlight; }
  }
`;
