import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Kysely } from 'kysely'
import { keepAppKey } from '#server/app-key.ts'
import { dataKey, readKeyFile, RELOAD_MS, writeKeyFile } from '#server/crypto/index.ts'
import type { DB } from '#server/db/types.ts'
import { keyFileOf, keyringFor } from '#server/env-crypto.ts'
import { readEnv } from '#server/env.ts'
import { countSecretsByKey, rotateSecrets } from '#server/secret/index.ts'
import { countFactorsByKey, rotateFactors } from '#server/session/index.ts'
import { dataDirOf } from './data-dir-of.ts'
import { CommandFailed } from './end-with.ts'
import { withDatabase } from './with-database.ts'

const KEY_BYTES = 32
const BEFORE_KEYRING = ''

/** `keys status`, `keys rotate`, `keys drop`. Keys are never printed, only their ids. */
export function registerKeyCommands(program: Command): void {
  const keys = program.command('keys').description('字段加密的密钥')

  keys
    .command('status')
    .description('列出密钥编号，及各有多少条号码和二次验证以它加密')
    .action(() =>
      withDatabase(async (db) => {
        const counts = await countByKey(db)
        const { keyring: ring } = openKeys()
        for (const [i, { id }] of ring.all().entries())
          console.log(`${i === 0 ? '●' : '○'} ${id}  ${counts.get(id) ?? 0} 条${i === 0 ? '（当前）' : ''}`)
        const before = counts.get(BEFORE_KEYRING) ?? 0
        if (before > 0) console.log(`○ 应用密钥  ${before} 条二次验证（旧格式，执行 keys rotate --no-new 即改用当前密钥）`)
        const lost = [...counts].filter(([id]) => id !== BEFORE_KEYRING && !ring.byId(id))
        for (const [id, n] of lost) console.log(`✗ ${id}  ${n} 条（没有这把密钥，无法解读）`)
        if (lost.length > 0) throw new CommandFailed('有号码或二次验证所用的密钥不在手中')
      }),
    )

  keys
    .command('rotate')
    .description('换新密钥并把已有号码与二次验证分批重新加密；服务照常运行，旧密钥在完成前仍可读，中断后可再次执行')
    .option('--no-new', '不添新密钥，只把号码与二次验证改用当前密钥')
    .action(async ({ new: isNew }: { new: boolean }) => {
      if (isNew) await addKey()
      const keys = openKeys()
      await withDatabase(async (db) => {
        const numbers = await rotateSecrets(db, keys.keyring, (n) => void process.stderr.write(`\r  已重新加密 ${n} 条`))
        if (numbers > 0) process.stderr.write('\n')
        const factors = await rotateFactors(db, keys)
        console.log(
          `✓ 重新加密号码 ${numbers} 条、二次验证 ${factors.done} 个，当前密钥 ${keys.keyring.current().id}。旧密钥请留到旧备份都不再需要时，再用 keys drop 删除`,
        )
        if (factors.unreadable.length > 0)
          throw new CommandFailed(
            `${factors.unreadable.length} 个账号的二次验证所用的密钥不在手中，请为他们执行 sgz user reset --second-factor：${factors.unreadable.join('、')}`,
          )
      })
    })

  keys
    .command('drop <id>')
    .description('从密钥文件里删去一把已无号码和二次验证使用的旧密钥；以它加密的旧备份从此无法解读')
    .action(async (id: string) => {
      const { file, secrets } = keyFile()
      const [current] = secrets
      if (current && dataKey(current).id === id) throw new CommandFailed('这是当前密钥')
      const rest = secrets.filter((secret) => dataKey(secret).id !== id)
      if (rest.length === secrets.length) throw new CommandFailed('密钥文件里没有这把密钥')
      const left = (await withDatabase(countByKey)).get(id) ?? 0
      if (left > 0) throw new CommandFailed(`还有 ${left} 条号码或二次验证以它加密，请先执行 keys rotate`)
      writeKeyFile(file, rest)
      console.log(`✓ 已删去 ${id}`)
    })
}

function openKeys() {
  const env = readEnv(process.env)
  const dataDir = dataDirOf()
  const appKey = env.APP_KEY ?? keepAppKey(dataDir)
  return { appKey, keyring: keyringFor(env, dataDir, appKey) }
}

/** How many numbers and second factors stand under each key; under '' those of before the keyring. */
async function countByKey(db: Kysely<DB>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(await countSecretsByKey(db))
  for (const [id, n] of await countFactorsByKey(db)) counts.set(id, (counts.get(id) ?? 0) + n)
  return counts
}

/** The key file and its secrets; before the first rotation, the application key alone. */
function keyFile(): { readonly file: string; readonly secrets: readonly Uint8Array[] } {
  const env = readEnv(process.env)
  if (env.APP_KEYS !== undefined)
    throw new CommandFailed('密钥由 APP_KEYS 给出：请把新密钥加在最前面，重启服务，再执行 keys rotate --no-new')
  const dataDir = dataDirOf()
  const file = keyFileOf(dataDir)
  const secrets = readKeyFile(file)
  return { file, secrets: secrets.length > 0 ? secrets : [env.APP_KEY ?? keepAppKey(dataDir)] }
}

async function addKey(): Promise<void> {
  const { file, secrets } = keyFile()
  writeKeyFile(file, [randomBytes(KEY_BYTES), ...secrets])
  // a server at work has the new key before the first row needs it, and writes no more under the old one
  await sleep(RELOAD_MS * 2)
}
