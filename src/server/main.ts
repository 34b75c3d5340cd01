import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/index.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import { readEnv } from './env.ts'
import { EXIT_CODES, StartError } from './start-error.ts'
import { startServer, type RunningServer } from './start-server.ts'

/** The program `npm start` ends in. Whoever reads its messages may leave: serving goes on. */
process.stdout.on('error', () => undefined)

try {
  const env = readEnv(process.env)
  const server = await startServer(env, (zh) => console.log(`  · ${zh}`))
  // before anybody can know that it serves
  leaveOnSignal(server)
  greet(server)
  if (server.hasDemo && !['127.0.0.1', 'localhost', '::1'].includes(env.HOST))
    console.warn('⚠ 演示账号的密码是公开的，而 HOST 已对网络开放。正式使用请设 DEMO=0。')
} catch (error) {
  fail(error)
}

function greet({ address, dataDir, hasDemo }: RunningServer): void {
  console.log(`\n✓ 社工站已就绪：${address}\n  数据文件夹：${dataDir}`)
  if (!hasDemo) {
    console.log('  第一个账号：npm run sgz -- user add <登录名> --name <姓名> --role bureau --scope <县区划代码> --code')
    console.log('  按 Ctrl-C 停止。')
    return
  }
  console.log(`  演示账号（密码均为 ${DEMO_PASSWORD}）：`)
  for (const { signInName, grants } of DEMO_ACCOUNTS) {
    const [grant] = grants
    if (grant) console.log(`    ${signInName.padEnd(12)}${ROLE_LABELS[grant.role]}`)
  }
  console.log('  按 Ctrl-C 停止。')
}

function leaveOnSignal(server: RunningServer): void {
  let isLeaving = false
  const leave = (code: number): void => {
    if (isLeaving) process.exit(code || 1)
    isLeaving = true
    server.stop().then(
      () => process.exit(code),
      () => process.exit(code || 1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(0))
  void server.gone.then(() => {
    if (isLeaving) return
    console.error(
      '✗ 数据库意外停止，程序退出；再次启动会自行恢复。\n  The database stopped unexpectedly; start again to recover.',
    )
    leave(EXIT_CODES.DATABASE_FAILED)
  })
}

function fail(error: unknown): void {
  if (error instanceof StartError) {
    console.error(`✗ ${error.zh}\n  ${error.en}`)
    process.exitCode = error.exitCode
  } else {
    console.error('✗ 启动失败 / could not start:', error)
    process.exitCode = 1
  }
}
