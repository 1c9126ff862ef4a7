// One place for what a screen reader is told: apart from the conversation, a whole answer at a time.

const CLEAR_MS = 1500;

export class Speaking {
  constructor(host) {
    this.host = host;
    this.text = "";
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.timer);
  }

  say(text) {
    clearTimeout(this.timer);
    this.text = text;
    this.host.requestUpdate();
    this.timer = setTimeout(() => {
      this.text = "";
      this.host.requestUpdate();
    }, CLEAR_MS + text.length * 10);
  }
}
