// Node builtins only: installs what package-lock.json asks for, where it is not there yet.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ROOT, runStep } from './console-step.mjs'

const MARK = path.join(ROOT, 'node_modules/.installed')

/** Runs `npm ci` unless node_modules fits the lock file and this Node already. */
export function installMissing() {
  const lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'))
  const wanted = createHash('sha256')
    .update(lock)
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex')
  if (readMark() === wanted || adopt(wanted)) return
  const cli = process.env.npm_execpath
  const [command, args] = cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []]
  const env = {
    NODE_ENV: 'development',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  }
  if (!runStep('安装依赖 npm ci', command, [...args, 'ci', '--include=dev', '--include=optional'], { env })) {
    console.error(
      '✗ 依赖未能安装。请检查网络或 npm 镜像（npm config get registry），然后重试。\n  The dependencies could not be installed. Check the network or the npm registry setting, then try again.',
    )
    process.exit(1)
  }
  fs.writeFileSync(MARK, wanted)
}

function readMark() {
  try {
    return fs.readFileSync(MARK, 'utf8')
  } catch {
    return ''
  }
}

/** Somebody ran npm by hand: npm's own record is as new as the lock file. */
function adopt(wanted) {
  try {
    const record = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/.package-lock.json'), 'utf8')).packages
    const locked = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages
    const isThere = ([name, { version, optional }]) =>
      name === '' || record[name]?.version === version || (optional && !record[name])
    if (!Object.entries(locked).every(isThere)) return false
    fs.writeFileSync(MARK, wanted)
    return true
  } catch {
    return false
  }
}
