import type { Command } from 'commander'
import { readAnchors, verifyChains } from '#server/audit/index.ts'
import { findAppKey } from '#server/data-files.ts'
import { chooseDataDir } from '#server/db/embedded/index.ts'
import type { Connection } from '#server/db/connection.ts'
import { openDb } from '#server/db/pool.ts'
import { examine, worstOf, type Finding } from '#server/doctor/index.ts'
import { keyringFor } from '#server/env-crypto.ts'
import { readEnv } from '#server/env.ts'
import { findRoot, versionOf } from '#server/find-root.ts'
import type { Keyring } from '#server/crypto/index.ts'
import { checkAttachments } from './attachment.ts'
import { countByKey, lostAmong } from './count-by-key.ts'
import { migrationsDir, withOpenDatabase } from './with-database.ts'

const MARKS = { ok: '✓', warn: '⚠', fault: '✗' } as const

/** `doctor`: exit code 1 where something must be done now. */
export function registerDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('体检：版本、磁盘、时钟、密钥、结构、权限、遗留文件；只看不改。有故障时退出码为 1')
    .option('--json', '输出 JSON')
    .action(async ({ json }: { json?: true }) => {
      const env = readEnv(process.env)
      const { dir } = chooseDataDir(env.DATA_DIR, findRoot())
      const appKey = findAppKey(env.APP_KEY, dir)
      const findings = await examine({
        program: versionOf(findRoot()),
        dataDir: dir,
        isEmbedded: env.DATABASE_URL === undefined,
        appKey,
        isKeyInSettings: env.APP_KEY !== undefined,
        migrationsDir: migrationsDir(),
        more: async (connection) => [
          ...(appKey ? [await checkNumbers(connection, keyringFor(env, dir, appKey))] : []),
          await checkChain(connection, dir),
          await checkAttachments(connection, env, dir),
        ],
        withConnection: (work) => withOpenDatabase(({ connection }) => work(connection)),
      })
      const worst = worstOf(findings)
      if (json) console.log(JSON.stringify({ state: worst, findings }))
      else
        for (const { what, state, said, todo } of findings)
          console.log(`${MARKS[state]} ${what}：${said}${todo === undefined ? '' : `\n    → ${todo}`}`)
      if (!json) console.log({ ok: '✓ 一切正常', warn: '⚠ 可以运行，有事项待办', fault: '✗ 有故障，请按 → 处理' }[worst])
      process.exitCode = worst === 'fault' ? 1 : 0
    })
}

/** Whether every encrypted number and second factor can be read with the keys at hand. */
async function checkNumbers({ app }: Connection, ring: Keyring): Promise<Finding> {
  const db = openDb({ ...app, statement_timeout: 0, query_timeout: 0 })
  try {
    const counts = await countByKey(db)
    const lost = lostAmong(counts, ring)
    if (lost.length === 0)
      return { what: '加密字段', state: 'ok', said: `${[...counts.values()].reduce((sum, n) => sum + n, 0)} 条，所用的密钥都在` }
    return {
      what: '加密字段',
      state: 'fault',
      said: `${lost.map(([id, n]) => `${n} 条以密钥 ${id} 加密`).join('、')}，没有这把密钥，无法解读`,
      todo: '把原来的 data.keys 放回数据文件夹（或在 APP_KEYS 里补上这把密钥），再执行 sgz keys status 核对。',
    }
  } finally {
    await db.destroy()
  }
}

/** The audit chain, from its first row to the anchors kept outside the database. */
async function checkChain(connection: Connection, dataDir: string): Promise<Finding> {
  const db = openDb({ ...connection.app, statement_timeout: 0, query_timeout: 0 })
  try {
    const { anchors, faults: lost } = readAnchors(dataDir)
    const { faults, rows } = await verifyChains(db, anchors)
    const count = faults.length + lost.length
    if (count === 0) return { what: '审计链', state: 'ok', said: `${rows} 行完好，${anchors.length} 份留存相符` }
    return {
      what: '审计链',
      state: 'fault',
      said: `查出 ${count} 处问题`,
      todo: '执行 sgz audit verify 查看是哪几行；保留现场，按制度上报。',
    }
  } finally {
    await db.destroy()
  }
}
