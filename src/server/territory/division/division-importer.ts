import { can } from '#domain/access/index.ts'
import type { ImportValues } from '#domain/table/index.ts'
import { DIVISION_IMPORT, divisionLevel, parentOfRow, townKind, type DivisionCode } from '#domain/territory/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import type { ImportContext, Importer } from '#server/table/index.ts'
import {
  addListed,
  correctListed,
  findListed,
  findListedById,
  findStandingCodes,
  withdrawListed,
  type ListedDivision,
} from './division-import-repository.ts'
import { ensureCounties, listUnitsAround } from '../unit-repository.ts'

const codeOf = (row: ImportValues): string => String(row['code'])
const recorded = ({ id, version, code, name }: ListedDivision) => ({ id, version, values: { code, name } })

/**
 * A county's own list of its towns and villages: each becomes a division and a unit that the plan in force judges. One that is
 * there under another name takes the new one from today on.
 */
export function divisionImporter(opener: SchemeOpener): Importer {
  return {
    definition: DIVISION_IMPORT,
    who: 'change territory',
    dictionaries: async () => ({}),
    target: {
      async find({ tx }, rows) {
        const by = new Map((await findListed(tx, rows.map(codeOf))).map((one) => [one.code, recorded(one)]))
        return rows.map((row) => by.get(codeOf(row)))
      },
      findById: async ({ tx }, ids) => new Map((await findListedById(tx, ids)).map((one) => [one.id, recorded(one)])),
      async judge(context, rows) {
        const { tx, actor } = context
        const codes = rows.map(({ values }) => codeOf(values))
        const standing = await findStandingCodes(
          tx,
          codes.flatMap((code) => [code, parentOfRow(code)]),
        )
        const counted = await countedKinds(context, opener)
        const units = await unitsOf(context, codes)
        return rows.map(({ values, recorded: there }) => {
          const code = codeOf(values)
          const parent = parentOfRow(code)
          if (code === actor.scope.code || !can(actor, 'change territory', { code })) return '不在您的辖区内'
          if (there) return undefined
          if (standing.ended.has(code)) return '这个代码已经撤销，不能再用'
          if (!standing.there.has(parent) && !codes.includes(parent)) return `上级 ${parent} 不在册，请先导入乡镇(街道)`
          if (!units.has(code.slice(0, 6))) return '本县还没有采用方案；请先在“采用方案”里采用'
          if (!counted(code)) return '方案不计入这一类区划（开发区、农场等）；请在“区划变更”里设立'
          return undefined
        })
      },
      async add(context, rows) {
        const { tx, actor, now } = context
        const listed = rows
          .map(({ id, values }) => ({ id, code: codeOf(values), name: String(values['name']) }))
          .toSorted((a, b) => a.code.length - b.code.length)
        const units = await unitsOf(
          context,
          listed.map(({ code }) => code),
        )
        for (const { id, code } of listed) units.set(code, id)
        const counties = await ensureCounties(tx, [...new Set(listed.map(({ code }) => code.slice(0, 6)))])
        const countyNames = await findStandingCodes(tx, [...counties.keys()])
        await addListed(
          tx,
          listed.map(({ id, code, name }) => ({
            id,
            code,
            name,
            countyId: counties.get(code.slice(0, 6)) ?? 0,
            facts: {
              nameText: name,
              divisionCode: code,
              tierCode: divisionLevel(code as DivisionCode),
              parentId: units.get(parentOfRow(code)) ?? null,
              countyNameText: countyNames.there.get(code.slice(0, 6)),
            },
          })),
          { by: actor.accountId, at: now },
        )
      },
      change: ({ tx, actor, now, today }, rows) =>
        correctListed(
          tx,
          rows.map(({ id, version, values }) => ({ id, version, name: String(values['name']) })),
          { by: actor.accountId, at: now, today },
        ),
      remove: ({ tx }, rows) => withdrawListed(tx, rows),
    },
  }
}

/** The units of the counties that rows lie in, by code. */
async function unitsOf({ tx }: ImportContext, codes: readonly string[]): Promise<Map<string, string>> {
  const units = new Map<string, string>()
  for (const county of new Set(codes.map((code) => code.slice(0, 6))))
    for (const { id, code, tier } of await listUnitsAround(tx, county)) if (tier !== 'zone') units.set(code, id)
  return units
}

/** Whether the plans in force count a town of its kind. */
async function countedKinds({ tx, actor, today }: ImportContext, opener: SchemeOpener): Promise<(code: string) => boolean> {
  const plans: { readonly unitCode: string; readonly kinds: readonly string[] }[] = []
  for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
    const plan = await opener.place(tx, actor, today, { schemeId, unitCode })
    if ('scheme' in plan && plan.scheme.nature !== 'law') plans.push({ unitCode, kinds: plan.scheme.coveredUnit.kinds })
  }
  return (code) => {
    const kind = townKind(code as DivisionCode)
    return plans.some(({ unitCode, kinds }) => code.startsWith(unitCode) && kind !== undefined && kinds.includes(kind))
  }
}
