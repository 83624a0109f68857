/**
 * The length of the shortest failing prefix of a list that fails as a whole, by halving: about log₂ of its length questions.
 * The prefix one shorter was asked about and passes, unless it is empty.
 */
export async function shortestFailingPrefix(
  length: number,
  passes: (length: number) => Promise<boolean>,
): Promise<number> {
  let good = 0
  let bad = length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (await passes(middle)) good = middle
    else bad = middle
  }
  return bad
}
