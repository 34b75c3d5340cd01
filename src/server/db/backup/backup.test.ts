import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSchema } from '../../../../tools/list-schema.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { restoreBackup, writeBackup, type RestoreOptions } from './index.ts'

const PASSPHRASE = '九月的风 and a long passphrase'
const PLAIN_WORDS = 'plain-words-that-must-not-show'
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-backup-'))
const plainFile = path.join(folder, 'plain.sgz')
const sealedFile = path.join(folder, 'sealed.sgz')

let source: TestDatabase
beforeAll(async () => {
  source = await createTestDatabase()
  await fillWithOddRows(source)
  await writeBackup(source.connection.migrator, plainFile, { program: 'test' })
  await writeBackup(source.connection.migrator, sealedFile, { program: 'test', passphrase: PASSPHRASE })
})
afterAll(async () => {
  await source.close()
  fs.rmSync(folder, { recursive: true })
})

const entity = `insert into app.entity (county_id, subject, id, division_code, name, facts)`

async function fillWithOddRows(database: TestDatabase): Promise<void> {
  const query = (text: string, values?: readonly unknown[]) => database.query(text, values)
  await query(`insert into app.county values (990901, '990901', $1)`, ['甲县\t"引号"\\N\n换行\r\u0001 🏮'])
  await query(
    `${entity} select 990901, 'programme', gen_random_uuid(), '990901', $1 || i, jsonb_build_object('n', i, 'text', repeat('字', i % 50))
    from generate_series(1, 5000) i`,
    [PLAIN_WORDS],
  )
  await query(
    `insert into app.scheme_document (id, scheme_id, unit_code, file_name, media_type, bytes, sha256, attached_at)
     values (gen_random_uuid(), 's', '990901', 'a.pdf', 'application/pdf', $1, 'x', 'infinity')`,
    [randomBytes(3_000_000)],
  )
  await query(`insert into app.scheme_adoption (id, unit_code, scheme_id, in_force) values
    (gen_random_uuid(), '990901', 's', '[2021-01-01,)'), (gen_random_uuid(), '990902', 's', '[2020-01-01,2020-02-01)')`)
}

const TABLES = `select relname::text as name from pg_class where relnamespace = to_regnamespace('app') and relkind = 'r' order by 1`

/** Every row of every table, in an order of their own. */
async function allRows({ query }: Pick<TestDatabase, 'query'>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const { name } of await query<{ name: string }>(TABLES))
    found[name] = await query(`select count(*), md5(string_agg(t::text, '|' order by t::text collate "C")) from app.${name} t`)
  return found
}

async function schemaOf({ connection }: TestDatabase): Promise<string> {
  const client = new pg.Client(connection.migrator)
  await client.connect()
  const text = await listSchema(client)
  await client.end()
  return text
}

async function intoEmpty<T>(work: (target: TestDatabase) => Promise<T>): Promise<T> {
  const target = await createTestDatabase('template1')
  try {
    return await work(target)
  } finally {
    await target.close()
  }
}

const restore = (target: TestDatabase, file: string, options: RestoreOptions = {}) =>
  restoreBackup(target.connection.migrator, file, MIGRATIONS, options)

const isUntouched = async (target: TestDatabase): Promise<boolean> =>
  (await target.query<{ untouched: boolean }>(`select to_regnamespace('app') is null as untouched`))[0]?.untouched ?? false

describe('a backup comes back', () => {
  test.each([
    ['plain', plainFile, undefined],
    ['under a passphrase', sealedFile, PASSPHRASE],
  ])('%s: the same rows, the same structure', (_, file, passphrase) =>
    intoEmpty(async (target) => {
      const { summary } = await restore(target, file, { passphrase })
      expect(summary.tables.find(({ name }) => name === 'entity')?.rows).toBe(5_000)
      expect(await allRows(target)).toEqual(await allRows(source))
      expect(await schemaOf(target)).toBe(await schemaOf(source))
      expect(await migrate(target.connection.migrator, MIGRATIONS)).toEqual([])
    }),
  )

  test('and its own backup has the same sums', () =>
    intoEmpty(async (target) => {
      const first = await restore(target, plainFile)
      const again = await writeBackup(target.connection.migrator, path.join(folder, 'again.sgz'), { program: 'test' })
      expect(again.tables).toEqual(first.summary.tables)
    }))

  test('as one moment of a database in which others go on writing', async () => {
    let isOver = false
    let written = 0
    const writer = (async () => {
      const client = new pg.Client(source.connection.migrator)
      await client.connect()
      for (; !isOver; written++) {
        await client.query('begin')
        await client.query(`${entity} values (990901, 'pair', gen_random_uuid(), '990901', 'p', '{}')`)
        await client.query(`insert into app.signature (id, scheme_id, subject, unit_code, value, signed_by_name, signed_on)
          values (gen_random_uuid(), 's', 'setting:x', '990901', '1', 'p', '2026-01-01')`)
        await client.query('commit')
      }
      await client.end()
    })()
    while (written < 20) await new Promise((resolve) => setTimeout(resolve, 5))
    const file = path.join(folder, 'busy.sgz')
    await writeBackup(source.connection.migrator, file, { program: 'test' })
    const writtenAfter = written
    isOver = true
    await writer
    await intoEmpty(async (target) => {
      await restore(target, file)
      const [row] = await target.query<{ a: number; b: number }>(
        `select (select count(*)::int from app.entity where subject = 'pair') a, (select count(*)::int from app.signature) b`,
      )
      expect(row?.a).toBe(row?.b)
      expect(row?.a).toBeGreaterThanOrEqual(20)
      expect(row?.a).toBeLessThanOrEqual(writtenAfter + 1)
    })
  })

  test('taken and restored by an account that is no superuser', async () => {
    const name = String(source.connection.migrator.database)
    const login = `ordinary_${name}`
    await source.query(`create role ${login} login createrole`)
    await source.query(`grant sgz_owner, sgz_app, sgz_backup to ${login}`)
    await source.query(`grant create on database ${name} to ${login}`)
    await source.query(`create database ${name}_b owner ${login}`)
    const file = path.join(folder, 'ordinary.sgz')
    const before = { ...source.connection.migrator, user: login }
    const { tables } = await writeBackup(before, file, { program: 'test' })
    const { summary } = await restoreBackup({ ...before, database: `${name}_b` }, file, MIGRATIONS)
    expect(summary.tables).toEqual(tables)
    expect(tables.find(({ name }) => name === 'entity')?.rows).toBeGreaterThanOrEqual(5_000)
    await source.query(`drop database ${name}_b with (force)`)
    await source.query(`revoke all on database ${name} from ${login}`)
    await source.query(`drop role ${login}`)
  })
})

describe('a backup file', () => {
  test('under a passphrase shows nothing of what is in it, and nobody else may read it', () => {
    expect(fs.readFileSync(sealedFile).includes(PLAIN_WORDS)).toBe(false)
    expect(fs.statSync(sealedFile).mode & 0o077).toBe(0)
  })

  test('is never written over, and what fails leaves none', async () => {
    const size = fs.statSync(plainFile).size
    await expect(writeBackup(source.connection.migrator, plainFile, { program: 'test' })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    })
    expect(fs.statSync(plainFile).size).toBe(size)
    const file = path.join(folder, 'never.sgz')
    const onProgress = () => {
      throw new Error('no more')
    }
    await expect(writeBackup(source.connection.migrator, file, { program: 'test', onProgress })).rejects.toThrow('no more')
    expect(fs.readdirSync(folder).filter((name) => name.includes('never'))).toEqual([])
  })

  test('is refused where a table would not be read whole', async () => {
    await source.query(`create table app.hidden (n int); alter table app.hidden enable row level security`)
    await source.query(`grant select on app.hidden to sgz_backup`)
    await expect(writeBackup(source.connection.migrator, path.join(folder, 'no.sgz'), { program: 'test' })).rejects.toMatchObject(
      {
        code: 'TABLE_UNREADABLE',
        zh: expect.stringContaining('hidden') as string,
      },
    )
    await source.query(`create policy narrow on app.hidden as restrictive using (n > 1)`)
    await source.query(`select app.let_backup_read()`)
    await expect(writeBackup(source.connection.migrator, path.join(folder, 'no.sgz'), { program: 'test' })).rejects.toMatchObject(
      {
        code: 'TABLE_UNREADABLE',
      },
    )
    await source.query(`drop table app.hidden`)
  })
})

describe('nothing is restored', () => {
  const altered = (from: string, change: (bytes: Buffer) => Buffer): string => {
    const file = path.join(folder, `altered-${randomBytes(4).toString('hex')}.sgz`)
    fs.writeFileSync(file, change(fs.readFileSync(from)))
    return file
  }
  const refused = async (target: TestDatabase, file: string, code: RegExp, passphrase?: string) => {
    await expect(restore(target, file, { passphrase }), file).rejects.toMatchObject({
      code: expect.stringMatching(code) as string,
      zh: expect.stringMatching(/[\u4e00-\u9fff]/) as string,
    })
    expect(await isUntouched(target)).toBe(true)
  }

  test.each([
    ['plain', plainFile, undefined],
    ['sealed', sealedFile, PASSPHRASE],
  ])('of a %s file cut short or altered anywhere', (_, from, passphrase) =>
    intoEmpty(async (target) => {
      const size = fs.statSync(from).size
      const places = [20, 300, size >> 2, size >> 1, size - 400, size - 17, size - 1]
      for (const at of places) {
        await refused(
          target,
          altered(from, (bytes) => bytes.subarray(0, at)),
          /TRUNCATED|DAMAGED/,
          passphrase,
        )
        const flip = (bytes: Buffer) => {
          bytes[at] = (bytes[at] ?? 0) ^ 0x10
          return bytes
        }
        await refused(target, altered(from, flip), /DAMAGED|TRUNCATED|PASSPHRASE_WRONG|NOT_A_BACKUP/, passphrase)
      }
      await refused(
        target,
        altered(from, (bytes) => Buffer.concat([bytes, Buffer.from('x')])),
        /DAMAGED/,
        passphrase,
      )
    }),
  )

  test('of another kind of file, without the passphrase, or with a wrong one', () =>
    intoEmpty(async (target) => {
      await refused(
        target,
        altered(plainFile, () => Buffer.from('PK something else')),
        /NOT_A_BACKUP/,
      )
      await refused(target, sealedFile, /PASSPHRASE_NEEDED/)
      await refused(target, sealedFile, /PASSPHRASE_WRONG/, 'guess')
    }))

  test('into a database that holds anything', async () => {
    const before = await allRows(source)
    await expect(restore(source, plainFile)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' })
    expect(await allRows(source)).toEqual(before)
  })

  test('when it breaks half-way', () =>
    intoEmpty(async (target) => {
      const onProgress = ({ table }: { readonly table: string }) => {
        if (table === 'entity') throw new Error('power cut')
      }
      await expect(restore(target, plainFile, { onProgress })).rejects.toThrow('power cut')
      expect(await isUntouched(target)).toBe(true)
    }))

  test('by a program that lacks a migration of the backup', () =>
    intoEmpty(async (target) => {
      const dir = path.join(folder, 'db/migrations')
      fs.cpSync(path.dirname(MIGRATIONS), path.join(folder, 'db'), { recursive: true })
      fs.rmSync(path.join(dir, '0007_create_decision.sql'))
      await expect(restoreBackup(target.connection.migrator, plainFile, dir)).rejects.toMatchObject({ code: 'BACKUP_NEWER' })
      expect(await isUntouched(target)).toBe(true)
    }))
})
