import type { Tx } from '#server/db/actor-tx.ts'

/** Another as soon as any version, adoption or signature is written, or the name of a division. undefined: nobody reads. */
export async function findPlansMark(tx: Tx): Promise<string | undefined> {
  const rows = await tx.selectFrom('plan_clock').select(['slot', 'mark']).execute()
  if (rows.length === 0) return undefined
  return rows
    .toSorted((a, b) => a.slot - b.slot)
    .map(({ slot, mark }) => `${slot}:${mark}`)
    .join(' ')
}
