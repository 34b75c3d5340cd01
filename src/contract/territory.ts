import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const TERRITORY_PROBLEMS = {
  DIVISION_NOT_FOUND: { status: 404, title: '没有这个行政区划，或不在您的辖区内' },
  SCHEME_NOT_ADOPTABLE: { status: 422, title: '这份方案不能这样采用' },
  ADOPTION_LEVEL: { status: 422, title: '这份方案不由这一级采用' },
  ADOPTION_DATES: { status: 422, title: '日期不合适' },
  ADOPTION_OVERLAPS: { status: 409, title: '这里同期已采用一份方案，须先终止' },
  ADOPTION_NOT_FOUND: { status: 404, title: '没有这项采用，或不归您管' },
  ADOPTION_ENDED: { status: 409, title: '这项采用已经定了终止日' },
  CHANGE_DATE: { status: 422, title: '生效日不合适' },
  CHANGE_LEVEL: { status: 422, title: '这一级的区划不能这样变' },
  CHANGE_INTO_ITSELF: { status: 422, title: '不能并入或改属到自己' },
  CHANGE_OVERLAPS: { status: 422, title: '与现有区划重复' },
  CHANGE_NOTHING: { status: 422, title: '没有变化' },
  SPLIT_STATIONS: { status: 422, title: '析出时须写明每个社工站归哪里' },
} as const satisfies ProblemCodes

const Code = z.string().regex(/^\d{1,12}$/)
const Day = z.iso.date()

/** A plan in force somewhere. */
export const AdoptionView = z
  .object({
    id: z.string(),
    schemeId: z.string(),
    title: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    from: Day,
    endsOn: Day.nullable().meta({ description: '自这一日起不再采用' }),
    isDemo: z.boolean(),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'Adoption' })
export type AdoptionView = z.infer<typeof AdoptionView>

/** The adoptions in and above the caller's territory, and the plans that could be adopted. */
export const listAdoptions = endpoint({
  name: 'territory.listAdoptions',
  method: 'GET',
  path: '/territory/adoptions',
  summary: '本地采用的方案，以及可以采用的方案',
  who: 'read plan',
  input: z.object({}),
  output: z.object({
    adoptions: z.array(AdoptionView),
    adoptable: z.array(
      z.object({
        schemeId: z.string(),
        title: z.string(),
        shortTitle: z.string(),
        validFrom: Day,
        validTo: Day.nullable(),
        tier: z.string().nullable(),
        tierLabel: z.string().nullable(),
      }),
    ),
    mayAdopt: z.boolean(),
  }),
})

/**
 * Puts a plan in force in a place from a day on, and registers the place, its counties and towns as what the plan judges. The
 * id is made by the caller: the same request twice adopts once.
 * @refuses SCHEME_NOT_FOUND @refuses DIVISION_NOT_FOUND @refuses SCHEME_NOT_ADOPTABLE @refuses ADOPTION_LEVEL
 * @refuses ADOPTION_DATES @refuses ADOPTION_OVERLAPS
 */
export const adoptScheme = endpoint({
  name: 'territory.adoptScheme',
  method: 'POST',
  path: '/territory/adoptions',
  summary: '采用方案',
  who: 'adopt scheme',
  input: z.object({ id: z.uuid(), schemeId: z.string().max(40), unitCode: Code, from: Day }),
  output: z.object({ adoption: AdoptionView, unitsAdded: z.int() }),
})

/** @refuses ADOPTION_NOT_FOUND @refuses ADOPTION_ENDED @refuses ADOPTION_DATES */
export const endAdoption = endpoint({
  name: 'territory.endAdoption',
  method: 'POST',
  path: '/territory/adoptions/:id/end',
  summary: '终止采用',
  who: 'adopt scheme',
  input: z.object({ id: z.uuid(), endsOn: Day }),
  output: AdoptionView,
})

const Name = z.string().trim().min(1).max(40)
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
    z.object({ kind: z.literal('move'), code: Code, to: Code }),
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
}
export const ChangeEffect = z.object(Effect).meta({ id: 'DivisionChangeEffect' })
export type ChangeEffect = z.infer<typeof ChangeEffect>

const ChangeAsked = { change: ChangeInput, effectiveOn: Day, documentNo: z.string().trim().min(1).max(80) }

/**
 * What a change would move, found by making it and taking it back: nothing is kept.
 * @refuses DIVISION_NOT_FOUND @refuses CHANGE_DATE @refuses CHANGE_LEVEL @refuses CHANGE_INTO_ITSELF @refuses CHANGE_OVERLAPS
 * @refuses SPLIT_STATIONS @refuses CHANGE_NOTHING
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

const Counted = { towns: z.int(), built: z.int(), staffed: z.int(), serving: z.int() }
export const TileView = z
  .object({
    code: Code,
    name: z.string(),
    level: z.string(),
    ...Counted,
    doesCount: z.boolean().meta({ description: '计入覆盖的类别；开发区、农场等可以不计' }),
  })
  .meta({ id: 'TerritoryTile' })
export type TileView = z.infer<typeof TileView>

/**
 * The divisions below one and how far they are covered on a day. Of a town: its villages and communities with their rooms.
 * @refuses DIVISION_NOT_FOUND
 */
export const readBoard = endpoint({
  name: 'territory.readBoard',
  method: 'GET',
  path: '/territory/board',
  summary: '挂图作战：一地的下级区划与覆盖',
  who: 'read plan',
  input: z.object({ code: Code.optional(), asOf: Day.optional() }),
  output: z.object({
    code: Code,
    name: z.string(),
    level: z.string(),
    levelLabel: z.string(),
    asOf: Day,
    crumbs: z.array(z.object({ code: Code, name: z.string() })).meta({ description: '由上到下，自己的辖区起' }),
    ...Counted,
    kinds: z.array(z.string()).meta({ description: '计入覆盖的类别' }),
    tiles: z.array(TileView),
    hasVillageList: z.boolean(),
    /** The plan that holds here, whose own coverage rule `listTargets` answers. */
    scheme: z.object({ schemeId: z.string(), title: z.string(), unitCode: Code, coveredUnit: z.string() }).nullable(),
    days: z.array(z.object({ on: Day, label: z.string() })).meta({ description: '方案里的节点日' }),
  }),
})
export type BoardView = z.output<(typeof readBoard)['output']>

export const PaceView = z
  .object({
    missing: z.int(),
    monthsLeft: z.int(),
    perMonth: z.int().nullable(),
    state: z.enum(['met', 'open', 'missed']),
    daysLate: z.int(),
  })
  .meta({ id: 'TargetPace' })

/** What the plan's own coverage rules say in a place on a day, with the pace still needed. @refuses DIVISION_NOT_FOUND */
export const listTargets = endpoint({
  name: 'territory.listTargets',
  method: 'GET',
  path: '/territory/targets',
  summary: '覆盖目标、进度与所需节奏',
  who: 'read plan',
  input: z.object({ code: Code.optional(), asOf: Day.optional() }),
  output: z.object({
    asOf: Day,
    targets: z.array(
      z.object({
        schemeId: z.string(),
        ruleId: z.string(),
        label: z.string(),
        refs: z.array(z.string()),
        requirement: z.string(),
        unitName: z.string(),
        unitCode: Code.nullable(),
        entityId: z.string(),
        state: z.string(),
        stateLabel: z.string(),
        sentence: z.string(),
        dueOn: Day.nullable(),
        counted: z.int().nullable(),
        of: z.int().nullable(),
        needed: z.int().nullable(),
        shareBp: z.int().nullable(),
        pace: PaceView.nullable(),
      }),
    ),
  }),
})
export type TargetView = z.output<(typeof listTargets)['output']>['targets'][number]
