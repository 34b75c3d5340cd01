import type { listStaffing } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import type { Tx } from '#server/db/actor-tx.ts'
import { countPosted, listDivisionsNamed } from '../headcount-repository.ts'

type Sum = z.output<typeof listStaffing.output>['sums'][number]

const TIERS: Readonly<Record<string, string>> = { town: '乡镇站', village: '村（居）室', community: '社区站（室）' }

/** How many are posted at stations on a day; by county only where there are several. */
export async function sumsOn(tx: Tx, day: string): Promise<Sum[]> {
  const rows = await countPosted(tx, day)
  const codes = new Set(rows.flatMap(({ county }) => county ?? []))
  const names = codes.size > 1 ? await listDivisionsNamed(tx, [...codes]) : new Map<string, string>()
  return rows.flatMap(({ county, tier, ...counts }) =>
    county !== null && codes.size < 2
      ? []
      : [
          {
            county: county === null ? '' : (names.get(county) ?? county),
            tier: TIERS[tier ?? ''] ?? '社工站',
            ...counts,
          },
        ],
  )
}
