import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, layersOf, momentOf, type Scheme } from '#domain/scheme/index.ts'
import { BadInput } from '../end-with.ts'
import { readFactsFile } from './facts-file.ts'
import type { Ground } from './scheme-whatif.ts'
import { readSettings } from './signed-settings.ts'

interface ByHand {
  readonly facts: string
  readonly asOf: CivilDate
  readonly overlay?: string
  readonly settings?: string
}

/** A plan over facts typed in a file. Throws BadInput for facts, settings or overlays that do not exist. */
export function groundByHand(scheme: Scheme, { facts, asOf, overlay, settings }: ByHand): Ground {
  if (overlay !== undefined && !scheme.overlays.some((o) => o.id === overlay))
    throw new BadInput(`没有叠加规定 ${overlay}；可用：${scheme.overlays.map((o) => o.id).join('、') || '无'}`)
  const layers = layersOf(scheme, catalogue, readSettings(scheme, settings), overlay)
  const world = readFactsFile(facts, layers.base.catalogue)
  return { scheme, layers, world, moment: momentOf(asOf), over: facts, ...(overlay !== undefined && { overlay }) }
}
