const people = ["Ada", "Bruno", "Carla", "Deniz", "Edda", "Femi", "Greta", "Hugo"];
const places = [
  "the harbour",
  "a mill by the river",
  "the night train",
  "an old observatory",
  "the market",
  "a valley under snow",
];
const deeds = [
  "found a letter that nobody had opened",
  "listened to the clock until it seemed to speak",
  "drew a map from memory and left one street out",
  "carried a lamp along the longest wall",
  "asked the same question twice and got two answers",
  "wrote three lines and crossed two of them out",
  "waited for the rain to make up its mind",
];
const turns = [
  "Nobody had planned it that way.",
  "It took longer than either of them liked.",
  "The wind had turned by then.",
  "Somebody laughed, though not unkindly.",
  "That was the smaller surprise of the day.",
];

const usualLength = 360;
const longest = 5000;

/** A story without end or point: as many words as asked for, the same for the same message. */
export function longStory(question: string): string {
  const asked = Number(/\b(\d{2,5})\s+words\b/i.exec(question)?.[1] ?? usualLength);
  const about = /\b(?:about|on|of)\s+(.{3,60}?)(?:[.,!?]|$|\bin\s+\d)/i.exec(question)?.[1]?.trim();
  const paragraphs = [
    `Here is a long story${about ? ` about ${about}` : ""}. Stop me, or tell me something else, whenever you like.`,
  ];
  let words = 0;
  for (let n = 0; words < Math.min(asked, longest); n++) {
    const one = of(people, n);
    const other = of(people, n * 3 + 2);
    const paragraph = [
      `${n + 1}. ${one} came to ${of(places, n)}${n === 0 && about ? `, with ${about} in mind,` : ""} and ${of(deeds, n)}.`,
      of(turns, n),
      `Not far from there, ${other === one ? "a stranger" : other} ${of(deeds, n + 3)}, and remembered ${of(places, n + 2)}.`,
      `${one} thought about that for a while, and went on.`,
    ].join(" ");
    words += paragraph.split(" ").length;
    paragraphs.push(paragraph);
  }
  return `${paragraphs.join("\n\n")}\n\nThat is all the demo model has to tell.`;
}

function of(list: readonly string[], n: number): string {
  return list[n % list.length] ?? "";
}
