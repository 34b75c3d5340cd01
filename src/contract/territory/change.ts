import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Code, Day, Name } from './shared.ts'

/** What a document says happens to divisions. */
export const ChangeInput = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('rename'), code: Code, name: Name }),
    z.object({
      kind: z.literal('merge'),
      codes: z.array(Code).min(1).max(20).meta({ description: '被撤销的' }),
      into: z.object({ code: Code, name: Name.optional() }).meta({ description: '并入的；有名称即为新设' }),
    }),
    z.object({
      kind: z.literal('split'),
      code: Code,
      parts: z
        .array(z.object({ code: Code, name: Name, villages: z.array(Code).max(500), stationIds: z.array(z.uuid()).max(50) }))
        .max(10),
      stays: z.array(z.uuid()).max(50).meta({ description: '留下的社工站' }),
    }),
    z.object({
      kind: z.literal('move'),
      code: Code,
      to: Code.meta({ description: '改到哪里之下' }),
      as: Code.optional().meta({ description: '在那里的代码；不写即沿用原有的末几位，已有的顺延' }),
    }),
    z.object({ kind: z.literal('create'), code: Code, name: Name }),
  ])
  .meta({ id: 'DivisionChangeInput' })
export type ChangeInput = z.infer<typeof ChangeInput>

const Effect = {
  edits: z.array(z.object({ code: Code, name: z.string(), what: z.enum(['new', 'renamed', 'ended']) })),
  moved: z.array(z.object({ subject: z.string(), label: z.string(), count: z.int(), names: z.array(z.string()) })),
  grants: z.int().meta({ description: '随之改到新代码的授权' }),
  accounts: z.int(),
  warnings: z.array(z.string()),
  stays: z
    .array(z.object({ label: z.string(), count: z.int(), names: z.array(z.string()), why: z.string() }))
    .default([])
    .meta({ description: '不随之转归他县的，及其与转出档案的联系' }),
  byHand: z.array(z.string()).default([]).meta({ description: '须由人另办的' }),
  plans: z.array(z.string()).default([]).meta({ description: '前后各适用哪份方案' }),
}
export const ChangeEffect = z.object(Effect).meta({ id: 'DivisionChangeEffect' })
export type ChangeEffect = z.infer<typeof ChangeEffect>

const ChangeAsked = { change: ChangeInput, effectiveOn: Day, documentNo: z.string().trim().min(1).max(80) }

/**
 * What a change would move, found by making it and taking it back: nothing is kept.
 * @refuses DIVISION_NOT_FOUND @refuses CHANGE_DATE @refuses CHANGE_LEVEL @refuses CHANGE_INTO_ITSELF @refuses CHANGE_OVERLAPS
 * @refuses SPLIT_STATIONS @refuses CHANGE_NOTHING @refuses CHANGE_BY_ABOVE
 */
export const tryChange = endpoint({
  name: 'territory.tryChange',
  method: 'POST',
  path: '/territory/changes/trial',
  summary: '区划变更试算：会移动什么',
  who: 'change territory',
  input: z.object(ChangeAsked),
  output: ChangeEffect,
})

/** Makes the change in one transaction. The id is made by the caller: the same request twice changes once. */
export const changeDivision = endpoint({
  name: 'territory.changeDivision',
  method: 'POST',
  path: '/territory/changes',
  summary: '区划变更',
  who: 'change territory',
  input: z.object({ id: z.uuid(), ...ChangeAsked }),
  output: ChangeEffect,
})

export const listChanges = endpoint({
  name: 'territory.listChanges',
  method: 'GET',
  path: '/territory/changes',
  summary: '区划变更记录',
  who: 'read plan',
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
  output: z.object({
    changes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['rename', 'merge', 'split', 'move', 'create']),
        sentence: z.string(),
        effectiveOn: Day,
        documentNo: z.string(),
        madeBy: z.string(),
        recordedAt: z.iso.datetime(),
        movedCount: z.int(),
      }),
    ),
  }),
})

/** The divisions below one, with what a change form needs to know of them. @refuses DIVISION_NOT_FOUND */
export const listBelow = endpoint({
  name: 'territory.listBelow',
  method: 'GET',
  path: '/territory/divisions/:code/below',
  summary: '一地的下级区划',
  who: 'read plan',
  input: z.object({ code: Code }),
  output: z.object({
    name: z.string(),
    divisions: z.array(z.object({ code: Code, name: z.string(), level: z.string(), kind: z.string().nullable() })),
    stations: z.array(z.object({ id: z.string(), name: z.string(), divisionCode: Code })),
    mayChange: z.boolean(),
    hasVillageList: z.boolean().meta({ description: '村级清单已装入' }),
  }),
})

/** Brings the villages and communities of a county into the list, once. @refuses DIVISION_NOT_FOUND */
export const loadVillages = endpoint({
  name: 'territory.loadVillages',
  method: 'POST',
  path: '/territory/divisions/:code/villages',
  summary: '装入一县的村(社区)清单',
  who: 'change territory',
  input: z.object({ code: z.string().regex(/^\d{6}$/) }),
  output: z.object({ added: z.int(), unitsAdded: z.int() }),
})
