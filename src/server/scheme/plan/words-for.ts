import { wordsOf, type LayeredRule, type Words } from '#domain/scheme/index.ts'

const known = new WeakMap<LayeredRule['compiled'], Words>()

/** Words of the layer a rule stands in: an overlay may coin its own. Made once a layer. */
export function wordsFor({ compiled }: LayeredRule): Words {
  const words = known.get(compiled) ?? wordsOf(compiled)
  known.set(compiled, words)
  return words
}
