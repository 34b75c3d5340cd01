// `npm run dev`: the server anew at every change, and the browser part through vite where there is one.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { bin, ROOT } from './console-step.mjs'

const API_PORT = process.env.PORT || '8080'
const run = (command, args) => spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PORT: API_PORT } })
const children = [run(bin('tsx'), ['watch', '--clear-screen=false', 'src/server/main.ts'])]
if (fs.existsSync(path.join(ROOT, 'vite.config.ts'))) children.push(run(bin('vite'), []))

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
