import pg, { type ClientConfig } from 'pg'
import type { Acknowledged } from './write-load.ts'

export interface Losses {
  readonly lost: readonly Acknowledged[]
  /** Signatures of an account (the demonstration signs without) without their audit row, and audit rows without their signature. */
  readonly halfSaved: number
  readonly stored: number
}

/** What of the acknowledged writes is not there, and what is there only in part. */
export async function findLosses(config: ClientConfig, acknowledged: readonly Acknowledged[]): Promise<Losses> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    // one moment for both: a write whose caller gave up may still be committed while we look
    await client.query('begin isolation level repeatable read')
    const signed = await client.query<{ value: string }>(
      `select value #>> '{}' as value from app.signature where subject = 'setting:plan-days' and signed_by is not null`,
    )
    const audited = await client.query<{ id: string; value: string }>(
      `select request_id as id, detail ->> 'value' as value from app.audit_entry where action = 'scheme.signSetting' and outcome = 'done'`,
    )
    const values = new Set(signed.rows.map(({ value }) => value))
    const requests = new Set(audited.rows.map(({ id }) => id))
    const auditedValues = new Set(audited.rows.map(({ value }) => value))
    const lost = acknowledged.filter(({ value, requestId }) => !values.has(value) || !requests.has(requestId))
    const halfSaved =
      [...values].filter((value) => !auditedValues.has(value)).length +
      [...auditedValues].filter((value) => !values.has(value)).length
    return { lost, halfSaved, stored: values.size }
  } finally {
    await client.end()
  }
}

/** The demonstration county lives by the plan that is being signed, whether or not the demonstration data has seen to it. */
export async function adoptPlan(config: ClientConfig): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  await client.query(
    `insert into app.scheme_adoption (id, unit_code, scheme_id, in_force)
     select gen_random_uuid(), '990901', 'county90', '[2021-01-01,)'
     where not exists (select from app.scheme_adoption where unit_code = '990901')`,
  )
  await client.end()
}
