import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBackup } from '#server/db/backup/index.ts'
import { embeddedConnection } from '#server/db/connection.ts'
import { dataFolderAt } from '#server/db/embedded/index.ts'
import { createTestDatabase } from '#server/db/testing/test-database.ts'
import { ask, askJson, signInDemo } from './support/browser.ts'
import { layDataFolder, runProgram } from './support/run-program.ts'
import { adoptPlan, findLosses } from './support/stored.ts'
import type { Acknowledged } from './support/write-load.ts'

const small = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-full-'))
const canMount =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=711', 'tmpfs', small]).status === 0
beforeAll(() => fs.chmodSync(small, 0o711))
afterAll(() => {
  if (canMount) spawnSync('umount', ['-l', small])
  fs.rmSync(small, { recursive: true, force: true })
})

/** Takes all the room that is left. */
function fillUp(file: string): void {
  const fd = fs.openSync(file, 'w')
  try {
    for (const size of [1 << 20, 1 << 12]) {
      const block = Buffer.alloc(size, 1)
      for (;;) {
        try {
          if (fs.writeSync(fd, block) < size) break
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
          break
        }
      }
    }
  } finally {
    fs.closeSync(fd)
  }
}

describe.runIf(canMount)('a disk that is full', () => {
  test('refuses writes honestly, loses none that was acknowledged, and serves again when there is room', async () => {
    const dataDir = path.join(small, 'data')
    layDataFolder(dataDir)
    let program = await runProgram(dataDir)
    const { migrator } = embeddedConnection({ host: dataFolderAt(dataDir).socket, port: 5432 })
    await adoptPlan(migrator)
    const cookie = await signInDemo(program.address, 'bureau')
    const acknowledged: Acknowledged[] = []
    const refused: number[] = []
    const write = async (value: string): Promise<void> => {
      const answer = await askJson(
        program.address,
        'POST',
        '/api/schemes/county90/settings/setting:plan-days/signatures',
        { value },
        { cookie },
      ).catch(() => undefined)
      if (answer?.status === 200) acknowledged.push({ value, requestId: String(answer.headers['x-request-id']) })
      else refused.push(answer?.status ?? 0)
    }
    await write('1 天')
    const originals = {
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      base64: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(6_000_000, 'x')]).toString('base64'),
    }
    fillUp(path.join(small, 'ballast'))
    // large enough that no room set aside before suffices
    for (let i = 0; i < 12 && refused.length < 3; i++) {
      const answer = await askJson(program.address, 'PUT', '/api/schemes/county90/original', originals, { cookie }).catch(
        () => undefined,
      )
      if (answer?.status !== 200) refused.push(answer?.status ?? 0)
      await write(`${i + 2} 天`)
    }
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter((status) => ![0, 503].includes(status))).toEqual([])
    fs.rmSync(path.join(small, 'ballast'))
    // PostgreSQL stops when it cannot write its log of changes; the program then ends, as the service manager expects
    let hasEnded = false
    void program.exited.then(() => (hasEnded = true))
    const serves = (): Promise<boolean> =>
      ask(program.address, '/api/health').then(
        ({ status }) => status === 200,
        () => false,
      )
    while (!hasEnded && !(await serves())) await sleep(100)
    if (hasEnded) program = await runProgram(dataDir)
    expect((await ask(program.address, '/api/health')).status).toBe(200)
    expect(await findLosses(migrator, acknowledged)).toMatchObject({ lost: [], halfSaved: 0 })
    await write('99 天')
    expect(acknowledged.at(-1)?.value).toBe('99 天')
    program.kill('SIGTERM')
    await program.exited
    fs.rmSync(dataDir, { recursive: true })
  }, 300_000)

  test('takes no backup, and leaves no half of one', async () => {
    const source = await createTestDatabase()
    await source.query(`insert into app.county values (990901, '990901', '甲县')`)
    await source.query(`insert into app.entity (county_id, subject, id, division_code, name, facts)
      select 990901, 'programme', gen_random_uuid(), '990901', md5(i::text), jsonb_build_object('n', md5(i::text)) from generate_series(1, 30000) i`)
    const folder = path.join(small, 'backups')
    fs.mkdirSync(folder)
    fillUp(path.join(small, 'ballast'))
    await expect(writeBackup(source.connection.migrator, path.join(folder, 'a.sgz'), { program: 'test' })).rejects.toMatchObject({
      code: 'ENOSPC',
    })
    expect(fs.readdirSync(folder)).toEqual([])
    fs.rmSync(path.join(small, 'ballast'))
    await writeBackup(source.connection.migrator, path.join(folder, 'a.sgz'), { program: 'test' })
    await source.close()
  })
})
