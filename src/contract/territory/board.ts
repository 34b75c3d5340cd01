import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Code, Day } from './shared.ts'

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
