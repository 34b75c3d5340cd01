import { catalogue, type Catalogue, type Words } from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'

/** What may be recorded in a place, and how it is called there: the catalogue with the facts that the plans in force coin. */
export interface PlaceCatalogue {
  readonly catalogue: Catalogue
  /** Words of the plans in force, the most local first. */
  readonly words: readonly Words[]
  /** The day on which work there is judged: today, or the day that the demonstration stands still at. */
  readonly workDay: string
}

/** The plans that hold in a division, joined for recording there. */
export async function openPlace(
  opener: SchemeOpener,
  { tx, actor, today }: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
  divisionCode: string,
): Promise<PlaceCatalogue> {
  const places = await opener.over(tx, actor, today, divisionCode)
  return {
    catalogue: joinCatalogues(places.map(({ layers }) => layers.base.catalogue)),
    words: places.map(({ words }) => words),
    workDay: places.find(({ adoption }) => adoption.referenceDay !== null)?.adoption.referenceDay ?? today,
  }
}

const joined = new WeakMap<Catalogue, { readonly all: readonly Catalogue[]; readonly catalogue: Catalogue }>()

/** The facts that any of the plans knows, the most local word for each; joined again only where a plan changed. */
function joinCatalogues(all: readonly Catalogue[]): Catalogue {
  const [first = catalogue] = all
  if (all.length < 2) return first
  const known = joined.get(first)
  if (known?.all.length === all.length && known.all.every((one, i) => one === all[i])) return known.catalogue
  const together = Object.fromEntries(
    Object.entries(catalogue).map(([subject, def]) => [
      subject,
      { ...def, facts: Object.assign({}, ...all.toReversed().map((one) => one[subject]?.facts), def.facts) as typeof def.facts },
    ]),
  )
  joined.set(first, { all, catalogue: together })
  return together
}
