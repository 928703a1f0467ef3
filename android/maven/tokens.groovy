// The theme's values as Kotlin, from assets/design/tokens.json: what both builds compile beside the app.
import groovy.json.JsonSlurper

def source = binding.hasVariable('project') ? new File(project.basedir.parentFile, 'assets/design/tokens.json') : binding.getVariable('source')
def target = binding.hasVariable('project') ? new File(project.properties.made, 'kotlin') : binding.getVariable('target')
def tokens = new JsonSlurper().parse(source)

def name = { String key -> key.replaceAll(/-(.)/) { it[1].toUpperCase() } }
def value
value = { Object at ->
    def own = at.'$value'
    if (own instanceof String && own.startsWith('{')) return value(own[1..-2].split(/\./).inject(tokens) { here, part -> here[part] })
    own
}
def plain = { Map group -> group.findAll { key, one -> !key.startsWith('$') && one instanceof Map && one.containsKey('$value') } }
def color = { Map one ->
    def alpha = Math.round(((one.alpha ?: 1.0) as double) * 255)
    String.format('Color(0x%02X%s)', alpha, one.hex.substring(1).toUpperCase())
}
def out = new StringBuilder()
out << '// The values of assets/design/tokens.json; made by the build.\n'
out << 'package example.tradewind.theme\n\n'
out << ['androidx.compose.animation.core.CubicBezierEasing', 'androidx.compose.ui.graphics.Color', 'androidx.compose.ui.text.TextStyle',
        'androidx.compose.ui.text.font.FontWeight', 'androidx.compose.ui.unit.dp', 'androidx.compose.ui.unit.em', 'androidx.compose.ui.unit.sp'].collect { "import $it\n" }.join()

def names = plain(tokens.color.light).keySet()
out << '\nclass Palette(\n' << names.collect { "    val ${name(it)}: Color,\n" }.join() << ')\n'
['light', 'dark'].each { appearance ->
    out << "\nval ${appearance.capitalize()}Palette = Palette(\n" << names.collect { "    ${name(it)} = ${color(value(tokens.color[appearance][it]))},\n" }.join() << ')\n'
}
def lengths = { String title, Map group ->
    out << "\nobject $title {\n" << plain(group).collect { key, one -> "    val ${name(key)} = ${value(one).value}.dp\n" }.join() << '}\n'
}
lengths('Space', tokens.space)
lengths('Radius', tokens.radius)
lengths('Stroke', tokens.stroke)
lengths('Size', tokens.size)
out << '\nobject Leading {\n' << plain(tokens.leading).collect { key, one -> "    const val ${name(key)} = ${value(one)}f\n" }.join() << '}\n'
out << '\nobject Motion {\n'
plain(tokens.motion.duration).each { key, one -> out << "    const val ${name(key)} = ${value(one).value}\n" }
plain(tokens.motion.easing).each { key, one -> out << "    val ${name(key)}Easing = CubicBezierEasing(${value(one).collect { "${it}f" }.join(', ')})\n" }
out << '}\n'
out << '\n/** Text styles; a line grows by a script\'s [leading]. */\nclass Type(leading: Float) {\n'
plain(tokens.type).each { key, one ->
    def style = value(one)
    out << "    val ${name(key)} = TextStyle(fontSize = ${style.fontSize.value * 16}.sp, fontWeight = FontWeight(${style.fontWeight}), " <<
        "letterSpacing = ${style.letterSpacing.value / style.fontSize.value}.em, lineHeight = (${style.fontSize.value * 16 * style.lineHeight} * leading).sp)\n"
}
out << '}\n'
def file = new File(target, 'example/tradewind/theme/Tokens.kt')
if (!file.exists() || file.text != out.toString()) {
    file.parentFile.mkdirs()
    file.text = out.toString()
}
