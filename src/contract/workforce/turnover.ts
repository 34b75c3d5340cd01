import { z } from 'zod'
import { MEANS } from '#domain/workforce/index.ts'
import { endpoint } from '../endpoint.ts'
import { Standing } from './worker.ts'

const day = z.iso.date()

const TurnoverView = z.object({
  key: z.string(),
  /** all: everything in the reader's scope. */
  kind: z.enum(['all', 'county', 'agency', 'station']),
  name: z.string(),
  opening: z.int(),
  closing: z.int(),
  /** Mean headcount in hundredths of a person. */
  mean: z.int(),
  /** Leavers by mean headcount in hundredths of a per cent; null: nobody was there. */
  share: z.int().nullable(),
  leavers: z.int(),
  /** Days of the period on which a station had nobody full-time; null: not a station, or nobody full-time was ever known there. */
  vacantDays: z.int().nullable(),
  /** Who left; empty for whoever may not see people. */
  people: z.array(
    z.object({
      postingId: z.uuid(),
      workerId: z.uuid(),
      name: z.string(),
      placeName: z.string(),
      lastOn: day,
      reason: z.string(),
    }),
  ),
  /** What the plans ask of it. */
  rulings: z.array(Standing),
})
export type TurnoverView = z.infer<typeof TurnoverView>

/** Who left between two days, against how many there were, per agency, station and county; from postings alone. @refuses TURNOVER_DAYS */
export const readTurnover = endpoint({
  name: 'workforce.readTurnover',
  method: 'GET',
  path: '/turnover',
  summary: '队伍流动：流失率与空缺天数',
  who: 'read ruling',
  input: z.object({
    from: day.optional().meta({ description: '缺省：止日之前十二个月' }),
    to: day.optional().meta({ description: '缺省：判定之日' }),
    mean: z.enum(MEANS).default('ends'),
  }),
  output: z.object({ workDay: day, from: day, to: day, mean: z.enum(MEANS), rows: z.array(TurnoverView), total: z.int() }),
})
