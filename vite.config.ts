import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The server puts a fresh nonce in this place in every page it sends. */
const NONCE_PLACE = '__CSP_NONCE__'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Lays compressed copies beside what is built, for the server to send as they are. */
const compressed = (): Plugin => ({
  name: 'compressed-copies',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
      const file = path.join(dir, name)
      const bytes = await fs.readFile(file)
      await fs.writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }))
      await fs.writeFile(`${file}.br`, await brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }))
    }
  },
})

export default defineConfig({
  plugins: [react(), compressed()],
  html: { cspNonce: NONCE_PLACE },
  build: { outDir: 'dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '8080'}` } },
})
