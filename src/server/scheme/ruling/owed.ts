import { compareOwed, owedBy, S, subjectsOfLayer, type LayeredRule, type Owed } from '#domain/scheme/index.ts'
import type { OpenScheme } from '../open-scheme.ts'
import { wordsFor } from '../plan/words-for.ts'

/** What is owed under a scheme by whoever the reader may see, most pressing first. */
export function owedUnder(here: OpenScheme, wanted: (o: Owed) => boolean = () => true): { layered: LayeredRule; owed: Owed }[] {
  const out: { layered: LayeredRule; owed: Owed }[] = []
  for (const layered of here.layers.rules) {
    const words = wordsFor(layered)
    for (const e of subjectsOfLayer(layered, here.world, here.moment)) {
      if (!here.mine(e)) continue
      const code = layered.rule.state(e, here.moment)
      const settled = code <= S.late && layered.rule.rule.kind !== 'tranches'
      if (settled) continue
      for (const owed of owedBy(layered.rule.ruling(e, here.moment), layered.compiled, words))
        if (wanted(owed)) out.push({ layered, owed })
    }
  }
  return out.sort((a, b) => compareOwed(a.owed, b.owed))
}
