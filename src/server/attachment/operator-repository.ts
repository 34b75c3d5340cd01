import pg, { type ClientConfig } from 'pg'

/** A file that some row tells of. */
export interface KnownFile {
  readonly sha256: string
  readonly bytes: number
}

/** Every file that a row tells of, once; none where the table is not there yet. Read as whatever role the transaction has. */
export async function listKnownFiles(client: pg.ClientBase): Promise<readonly KnownFile[]> {
  const { rows: tables } = await client.query<{ there: boolean }>(`select to_regclass('app.attachment') is not null as there`)
  if (!tables[0]?.there) return []
  const { rows } = await client.query<{ sha256: string; bytes: string }>(
    `select sha256, max(bytes)::text as bytes from (
       select sha256, bytes from app.attachment
       union all
       select preview_sha256, preview_bytes from app.attachment where preview_sha256 is not null
     ) f group by sha256 order by sha256`,
  )
  return rows.map(({ sha256, bytes }) => ({ sha256, bytes: Number(bytes) }))
}

/** The same on a connection of its own. */
export const readKnownFiles = (config: ClientConfig): Promise<readonly KnownFile[]> =>
  withTransaction(config, async (client) => {
    await client.query('set local role sgz_backup')
    return listKnownFiles(client)
  })

/**
 * Runs `work` on those of the files that no row tells of, while no row can be added: whoever is about to add one waits, and
 * looks for the file again afterwards.
 */
export const whileUnknown = (
  config: ClientConfig,
  sha256s: readonly string[],
  work: (unknown: readonly string[]) => Promise<void>,
): Promise<void> =>
  withTransaction(config, async (client) => {
    await client.query('set local role sgz_owner')
    await client.query('lock table app.attachment in share row exclusive mode')
    const { rows } = await client.query<{ sha256: string }>(
      `select sha256 from unnest($1::text[]) as f (sha256) where not exists (
         select from app.attachment a where a.sha256 = f.sha256 or a.preview_sha256 = f.sha256)`,
      [[...sha256s]],
    )
    await work(rows.map(({ sha256 }) => sha256))
  })

async function withTransaction<T>(config: ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } finally {
    await client.end()
  }
}
