import fs from 'node:fs'
import process from 'node:process'
import type { readStatus as endpoint } from '#contract/system.ts'
import { readAnchors } from '#server/audit/index.ts'
import { lastBackup } from '#server/data-files.ts'
import { readMigrations } from '#server/db/migrate.ts'
import { checkClock, checkNode, checkRoom, fault, ok, warn, type Finding } from '#server/doctor/index.ts'
import type { HttpParts, UseCase } from '#server/http/context.ts'
import { civilDayOf } from '#server/http/today.ts'
import { listOwnChains, readDatabaseFacts, type DatabaseFacts } from './repository.ts'

/** Where this server stands; folders are absent where it keeps none. */
export interface Standing {
  readonly version: string
  readonly dataDir?: string | undefined
  readonly migrationsDir?: string | undefined
}

const DAY_MS = 86_400_000
const BACKUP_DAYS = 7
const MB = 1_000_000

/** What the running server can tell of itself. Names no path and no secret: keys stand there by their ids. */
export const readStatus =
  (
    { keyring, clock }: Pick<HttpParts, 'keyring' | 'clock'>,
    { version, dataDir, migrationsDir }: Standing,
  ): UseCase<typeof endpoint> =>
  async ({ tx, now }) => {
    const asked = clock()
    const facts = await readDatabaseFacts(tx)
    const half = (clock().getTime() - asked.getTime()) / 2
    const apart = (facts.now.getTime() - asked.getTime() - half) / 1000
    const chains = await listOwnChains(tx)
    const findings: readonly Finding[] = [
      ok('程序', `${version}，Node ${process.versions.node}`),
      ...checkNode(now),
      await checkStructure(facts, migrationsDir),
      ok('数据库', `PostgreSQL ${facts.version}，${(facts.bytes / MB).toFixed(1)} MB`),
      checkClock(apart, undefined, now),
      ...(keyring
        ? [
            ok(
              '密钥',
              `在用 ${keyring.current().id}；可读 ${keyring
                .all()
                .map(({ id }) => id)
                .join('、')}`,
            ),
          ]
        : []),
      ...(dataDir !== undefined && fs.existsSync(dataDir)
        ? [checkRoom(dataDir), checkBackup(lastBackup(dataDir), now), ...checkChains(chains, dataDir)]
        : chains.map(({ name, seq }) => ok('审计链', `${name}：末行第 ${seq} 号`))),
    ]
    return {
      at: now.toISOString(),
      findings: findings.map(({ what, state, said, todo = null }) => ({ what, state, said, todo })),
    }
  }

async function checkStructure({ applied }: DatabaseFacts, dir: string | undefined): Promise<Finding> {
  const last = applied.at(-1) ?? '无'
  const pending = dir === undefined ? [] : (await readMigrations(dir)).filter(({ name }) => !applied.includes(name))
  return pending.length === 0
    ? ok('数据库结构', `${last}（${applied.length} 项变更都已执行）`)
    : fault('数据库结构', `${last}，有 ${pending.length} 项变更未执行`, '先备份，再执行 sgz db migrate 或重新启动。')
}

function checkBackup(at: Date | undefined, now: Date): Finding {
  const todo = '在服务器上执行 sgz backup 文件，并把文件存到别的机器；建议每天定时。'
  if (!at) return warn('备份', '没有备份的记录', todo)
  const days = Math.floor((now.getTime() - at.getTime()) / DAY_MS)
  const said = `最近一次在 ${civilDayOf(at)}`
  return days >= BACKUP_DAYS ? warn('备份', `${said}，已过 ${days} 天`, todo) : ok('备份', said)
}

/** The ends of the own chains beside the last that was kept outside the database. */
function checkChains(chains: Awaited<ReturnType<typeof listOwnChains>>, dataDir: string): readonly Finding[] {
  const { anchors } = readAnchors(dataDir)
  const last = anchors.at(-1)
  return chains.map(({ county_id, name, seq }) => {
    const kept = last?.heads.find(({ countyId }) => countyId === county_id)?.seq
    const said = `${name}：末行第 ${seq} 号，${last ? `${last.day} 留存到第 ${kept ?? 0} 号` : '还没有留存'}`
    return kept !== undefined && seq < kept
      ? fault('审计链', said, '记录比留存的少。保留现场，执行 sgz audit verify 查看是哪几行，按制度上报。')
      : ok('审计链', said)
  })
}
