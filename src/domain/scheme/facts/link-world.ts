import type { Catalogue } from '../catalogue/types.ts'
import { blanksOf } from './blanks.ts'
import { draftPart, type Lists, type Part } from './draft-part.ts'
import { giveRows } from './join-parts.ts'
import { shapesOf, type Shapes } from './subject-shape.ts'
import type { EntitySource, World } from './world.ts'

/**
 * Joins entities into the graph the engine walks: to-one links by their id field, entity rows by the link back.
 * With `guess`, a link nobody gave is taken from the only entity of its subject: for facts typed by hand.
 * Rows without any entity become `[]` only when `complete`, that is when the sources are all there is.
 */
export function linkWorld(
  given: Iterable<EntitySource>,
  catalogue: Catalogue,
  { guess, complete }: { guess: boolean; complete: boolean },
): World {
  const shapes = shapesOf(catalogue)
  const sources = [...given]
  const blanks = blanksOf(sources, shapes, complete)
  const { part, lists } = draftPart(sources, () => true, { shapes, blanks, guess, complete })
  giveRows(lists, shapes)
  if (guess && !complete) emptyRows(part, lists, shapes)
  return part.own
}

/** Where anything of a kind is known to belong somewhere, what has none of it is taken to have none. */
function emptyRows({ own }: Part, lists: Lists, shapes: Shapes): void {
  for (const [subject, drafts] of own)
    for (const [list, names] of shapes.of(subject)?.rows ?? []) {
      if (!lists.has(list)) continue
      for (const draft of drafts) for (const name of names) if (draft[name] === undefined) draft[name] = []
    }
}
