// What the chat says in its own words, and how it names slides and documents.

export const STANDING = "Answers quote the documents listed. Check the slide before using a figure.";
export const PRIVACY = "Do not type personal details.";
export const KEPT_BY_SERVICE = "The service keeps your conversations; under More you can have them forgotten.";

export const slideName = (s) => `slide ${s.slide_number}${s.slide_inferred ? " (counted)" : ""}`;
export const sourceName = (s) => `Source ${s.n}: ${s.document_title}, ${slideName(s)}`;
export const placeName = (s) =>
  `Slide ${s.slide_number}${s.slide_inferred ? " (counted)" : ""}${s.slide_title ? `: ${s.slide_title}` : ""}`;
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
export const longDate = (iso) => (iso ? DAY.format(new Date(`${iso}T12:00:00`)) : "");

export const covers = (document) =>
  [
    document.period ? `Covers ${document.period}` : "Period not given",
    document.presented_to || document.presented_on
      ? `presented${document.presented_to ? ` to ${document.presented_to}` : ""}${
          document.presented_on ? ` on ${longDate(document.presented_on)}` : ""
        }`
      : "",
  ]
    .filter(Boolean)
    .join(", ");

// Which time and area the slides cited speak of, where it is one and the same: "2020/21, Stockport".
export function timeAndArea(answer, documents) {
  const cited = answer.citations.map((c) => documents.find((d) => d.id === c.document_id) ?? c);
  const one = (field) => {
    const values = new Set(cited.map((d) => d[field] ?? ""));
    return values.size === 1 ? [...values][0] : "";
  };
  return [one("period"), one("area")].filter(Boolean).join(", ");
}

export function spoken(answer, labels) {
  const count = answer.citations.length;
  const parts = [labels[answer.status], answer.text, answer.next_step, count ? `${plural(count, "source")}.` : ""];
  return parts.filter(Boolean).join(" ");
}

// An answer and its sources as plain text, to paste into a report.
export function asText(answer) {
  const said = answer.sentences.length
    ? answer.sentences.map((s) => `${s.text} ${s.citations.map((n) => `[${n}]`).join("")}`.trim())
    : [answer.text];
  const sources = answer.citations.map(
    (c) => `[${c.n}] ${c.document_title}, ${slideName(c)}: “${c.quote.replaceAll(/\s+/g, " ")}”`,
  );
  return [answer.question, "", ...said, ...(sources.length ? ["", ...sources] : [])].join("\n");
}
