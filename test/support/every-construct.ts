// Why: what holds for the whole language is tested on a text that has all of it.

/** Every construct at least once, without a mistake. */
export const everyConstruct = `# comment
$base: 10
/*
 * over lines, below a value
 */
"quoted key": 'raw'
a.b = "text" // comment
c: """
  <\${a.b}> @env('X') \\\${no}
  """
d:
  - 1
  - k: -2.25e-1
    l: [true, null, 8000-9000, bare text]
  -
    m: | # raw comment
      raw
        text
e { f: int[], g = 0 3 * * *; h: { } }
i >
  j: x
<
n: $base * (2 + -$base) >= 3 && !false ? $base : \${a.b}
o: a.b + 1
p: @env("X", 1) + env("Y", 2)
q: $(ls) /* comment */
r: $list[0].name["x"]
s: "x".upper(1)
t: @if(true, [1], { u: 1 })
@import "x.tsk"
v:

[s.t] # comment
w: time()
`;
