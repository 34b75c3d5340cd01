import type { listBelow as endpoint } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { divisionLevel, townKind } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findDivision, hasVillages, listChildren, listStationsIn } from '../repository.ts'

/** What lies directly below a division, with the stations there that the reader may see. @refuses DIVISION_NOT_FOUND */
export const listBelow: UseCase<typeof endpoint> = async ({ tx, actor }, { code }) => {
  const division = code === '0' ? { name: '全国' } : await findDivision(tx, code)
  if (!division) return refuse('DIVISION_NOT_FOUND')
  const children = await listChildren(tx, code)
  return {
    name: division.name,
    divisions: children.map((d) => ({
      ...d,
      level: divisionLevel(d.code),
      kind: townKind(d.code) ?? null,
    })),
    stations: code.length < 6 ? [] : (await listStationsIn(tx, code)).map((s) => ({ ...s })),
    mayChange: can(actor, 'change territory', { code }),
    hasVillageList: code.length >= 6 && (await hasVillages(tx, code.slice(0, 6))),
  }
}
