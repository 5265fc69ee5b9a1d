// Two people changed one text: their changes put together sentence by sentence; where both changed the same one, a person chooses.

/** Sentences with what ends them, each line break by itself: a sentence put at the end of a paragraph is no change of the one before. */
export function sentences(text) {
  return text.match(/[^。！？；\n]*[。！？；]+[”’）】]?|[^。！？；\n]+|\n/g) ?? [];
}

/** Pairs [i, j] of equal sentences of a and b, in order, as many as can be. */
function common(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[i + 1][j] >= table[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Stretches of the merged text: {text} where it is settled, {mine, theirs} where both changed the same sentences differently. */
export function merge(base, mine, theirs) {
  const [b, m, t] = [base, mine, theirs].map(sentences);
  const inMine = new Map(common(b, m));
  const inTheirs = new Map(common(b, t));
  const parts = [];
  const put = (mineText, theirText, baseText) => {
    if (mineText === theirText || theirText === baseText) mineText && parts.push({ text: mineText });
    else if (mineText === baseText) theirText && parts.push({ text: theirText });
    else parts.push({ mine: mineText, theirs: theirText });
  };
  let [i, j, k] = [0, 0, 0];
  for (let next = 0; next <= b.length; next++) {
    const anchored = next < b.length && inMine.has(next) && inTheirs.has(next);
    if (!anchored && next < b.length) continue;
    const [toMine, toTheirs] = anchored ? [inMine.get(next), inTheirs.get(next)] : [m.length, t.length];
    put(m.slice(j, toMine).join(""), t.slice(k, toTheirs).join(""), b.slice(i, next).join(""));
    if (anchored) parts.push({ text: b[next] });
    [i, j, k] = [next + 1, toMine + 1, toTheirs + 1];
  }
  return parts;
}

/** The text of merged parts, choices[n] ("mine", "theirs" or "both") settling the n-th that is open. */
export function settled(parts, choices = []) {
  let open = 0;
  const said = parts.map((part) => {
    if (part.text !== undefined) return part.text;
    const choice = choices[open++] ?? "mine";
    if (choice !== "both") return part[choice];
    return part.theirs + part.mine;
  });
  return said.join("");
}

/** The stretch in which two texts differ: {start, end: in a, stop: in b}; null where they are equal. */
export function changed(a, b) {
  if (a === b) return null;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < a.length - start && tail < b.length - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { start, end: a.length - tail, stop: b.length - tail };
}
