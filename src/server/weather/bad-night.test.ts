import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { restoreIntoFolder, writeBackup } from '#server/db/backup/index.ts'
import { embeddedConnection } from '#server/db/connection.ts'
import { dataFolderAt } from '#server/db/embedded/index.ts'
import { MIGRATIONS } from '#server/db/testing/start-test-server.ts'
import { ask, signInDemo } from './support/browser.ts'
import { findPostgresOf, killHard, layDataFolder, postgresOf, runProgram } from './support/run-program.ts'
import { adoptPlan, findLosses } from './support/stored.ts'
import { startWriting, type Acknowledged } from './support/write-load.ts'

/**
 * An operator's bad night: a backup under load, the power cut in the middle of the next one, a restore that is killed, a
 * restore that succeeds, the move to it, a hasty stop. Nothing acknowledged before the backup is missing at the end of it,
 * and nothing acknowledged at all is missing in the folder that lived through it.
 */
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-night-'))
fs.chmodSync(temporary, 0o711)
afterAll(() => fs.rmSync(temporary, { recursive: true, force: true }))
const at = (dataDir: string) => embeddedConnection({ host: dataFolderAt(dataDir).socket, port: 5432 }).migrator

test('a bad night loses nothing', async () => {
  const dataDir = path.join(temporary, 'data')
  layDataFolder(dataDir)
  const first = await runProgram(dataDir)
  await adoptPlan(at(dataDir))
  const acknowledged: Acknowledged[] = []
  let load = startWriting(first.address, await signInDemo(first.address, 'bureau'), 3)
  while (load.acknowledged.length < 10) await sleep(20)

  // 22:00 the backup, while people work late
  const beforeBackup = [...load.acknowledged]
  const file = path.join(temporary, 'evening.sgz')
  await writeBackup(at(dataDir), file, { program: 'test', passphrase: 'evening passphrase' })

  // 23:00 another one, and the power goes
  const cut = writeBackup(at(dataDir), path.join(temporary, 'cut.sgz'), { program: 'test' }).catch((error: unknown) => error)
  await sleep(30)
  killHard(postgresOf(dataDir))
  killHard(first.pid)
  await first.exited
  await load.stop()
  acknowledged.push(...load.acknowledged)
  await cut

  // 23:30 the power is back: everything acknowledged is there
  const second = await runProgram(dataDir)
  expect(await findLosses(at(dataDir), acknowledged)).toMatchObject({ lost: [], halfSaved: 0 })

  // 00:00 a restore elsewhere breaks half-way, and leaves nothing
  const spare = path.join(temporary, 'spare')
  const onProgress = (): void => {
    throw new Error('somebody pulled the plug')
  }
  await expect(restoreIntoFolder(spare, file, MIGRATIONS, { passphrase: 'evening passphrase', onProgress })).rejects.toThrow(
    'plug',
  )
  expect(fs.existsSync(spare)).toBe(false)

  // 00:30 it succeeds; the key comes along by hand, and who was signed in still is
  await restoreIntoFolder(spare, file, MIGRATIONS, { passphrase: 'evening passphrase' })
  fs.copyFileSync(path.join(dataDir, 'app.key'), path.join(spare, 'app.key'))
  const third = await runProgram(spare)
  expect(await findLosses(at(spare), beforeBackup)).toMatchObject({ lost: [], halfSaved: 0 })

  // 01:00 the stop in the middle of writing lets what is under way finish
  load = startWriting(second.address, await signInDemo(second.address, 'bureau'), 3)
  while (load.acknowledged.length < 5) await sleep(20)
  second.kill('SIGTERM')
  expect(await second.exited).toBe(0)
  await load.stop()
  acknowledged.push(...load.acknowledged)
  expect(load.odd).toEqual([])
  expect(findPostgresOf(dataDir)).toBeUndefined()

  // 02:00 back on the old folder: all that was ever acknowledged
  const fourth = await runProgram(dataDir)
  expect(await findLosses(at(dataDir), acknowledged)).toMatchObject({ lost: [], halfSaved: 0 })
  expect((await ask(fourth.address, '/api/health')).status).toBe(200)

  // 03:00 impatience: two signals in a row end it at once, and it recovers all the same
  fourth.kill('SIGTERM')
  fourth.kill('SIGTERM')
  await fourth.exited
  const fifth = await runProgram(dataDir)
  expect(await findLosses(at(dataDir), acknowledged)).toMatchObject({ lost: [], halfSaved: 0 })
  for (const one of [third, fifth]) {
    one.kill('SIGTERM')
    expect(await one.exited).toBe(0)
  }
}, 600_000)
