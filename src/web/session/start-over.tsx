/** Back to name and password. */
export const StartOver = ({ onStartOver }: { readonly onStartOver: () => void }) => (
  <button type="button" className="text-button" onClick={onStartOver}>
    返回，换一个账号
  </button>
)
