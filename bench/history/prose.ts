import type { Random } from "#sample/random.ts";

const common =
  `the a of to and in that it is was for on with as but at by not this we you they have from or which one had all there
when what if out so up can about into them then some these would other more time could no than just like because`.split(
    /\s+/,
  );
const starts = "br cl d dr f g gr h k l m n p pl r s sk st t tr v w".split(" ");
const middles = "a ai e ea i o oa oo u ou".split(" ");
const ends = "ck d ft g l lm m n nd ng p r rd rn s st t th ve x".split(" ");

/** 21 × 10 × 20 words of one syllable and their pairs: about as many as a community uses, and nobody's. */
function rareWord(random: Random): string {
  const syllable = () => random.pick(starts) + random.pick(middles) + random.pick(ends);
  return random.below(3) === 0 ? syllable() + random.pick(middles) + random.pick(ends) : syllable();
}

/** Words as talk has them: half of them the same few. */
export function sentence(random: Random, count: number): string {
  const words = Array.from({ length: count }, () => (random.below(2) === 0 ? random.pick(common) : rareWord(random)));
  if (random.below(12) === 0) words.push(`https://${rareWord(random)}.example/${rareWord(random)}`);
  return `${words.join(" ")}.`;
}

/** The same words as HTML, in the forms that clients send most. */
export function htmlFor(body: string, random: Random): string {
  const words = body.split(" ");
  const [first = "", second = "", ...others] = words;
  switch (random.below(5)) {
    case 0:
      return `<p>${first} <strong>${second}</strong> ${others.join(" ")}</p>\n<pre><code class="language-ts">const ${first} = &quot;${second}&quot;;\n</code></pre>\n`;
    case 1:
      return `${first} <code>${second}</code> ${others.join(" ")}`;
    case 2:
      return `<p>${first} ${second}</p>\n<ul>\n<li>${others.slice(0, 9).join(" ")}</li>\n<li>${others.slice(9).join(" ")}</li>\n</ul>\n`;
    case 3:
      return `<a href="https://matrix.to/#/@person3:bench.example">Person 3</a>: ${words.join(" ")}`;
    default:
      return `<em>${first}</em> ${second} <a href="https://docs.example/${second}">${others[0] ?? second}</a> ${others.slice(1).join(" ")}<br>${second}`;
  }
}
