const WIDTH = 24
const EVERY_MS = 100

export interface ProgressBar {
  step(done: number): void
  end(): void
}

/** A bar on standard error while long work goes on; silent where nobody watches a terminal. */
export function progressBar(label: string, total: number, out: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!out.isTTY || total === 0) return { step: () => undefined, end: () => undefined }
  let shownAt = 0
  return {
    step(done) {
      const now = Date.now()
      if (now - shownAt < EVERY_MS && done < total) return
      shownAt = now
      const filled = Math.round((done / total) * WIDTH)
      out.write(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`)
    },
    end: () => void out.write('\r\u001b[K'),
  }
}
