// The shell as an APK: shrunk by R8, linked by aapt2, signed with a debug key. What a phone's build adds is said at the end.
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

def base = project.basedir
def made = new File(project.properties.made)
def work = new File(made, 'apk')
work.mkdirs()
def repository = session.localRepository.basedir
def jar = { String group, String artifact, String version -> new File(repository, "${group.replace('.', '/')}/$artifact/$version/$artifact-${version}.jar").path }
def run = { List<String> command ->
    def process = new ProcessBuilder(command).redirectErrorStream(true).start()
    def output = process.inputStream.text
    if (process.waitFor() != 0) throw new IllegalStateException("${command.take(4).join(' ')}: $output")
}
def framework = project.artifacts.find { it.artifactId == 'android-all' }.file
def aars = project.getContextValue('aars').findAll { it.scope != 'test' }

// Resources: the ids that the classes were compiled with.
def flats = new File(made, 'flat')
def compiled = aars.collect { new File(flats, "${it.folder.name}.zip") }.findAll { it.exists() } + [new File(flats, "${base.name}.zip")]
def linked = new File(work, 'linked.apk')
def kept = new File(work, 'kept-by-resources.pro')
run(['aapt2', 'link', '-I', framework.path, '--manifest', new File(made, 'main/AndroidManifest.xml').path, '-o', linked.path, '--auto-add-overlay',
     '--stable-ids', new File(made, 'ids.txt').path, '--proguard', kept.path] + compiled.collectMany { ['-R', it.path] })

// Code.
def classes = new File(work, 'classes.jar')
new ZipOutputStream(classes.newOutputStream()).withCloseable { to ->
    def root = new File(project.build.outputDirectory)
    root.eachFileRecurse { file ->
        if (!file.name.endsWith('.class')) return
        to.putNextEntry(new ZipEntry(root.toPath().relativize(file.toPath()).toString()))
        to << file.bytes
        to.closeEntry()
    }
}
def rules = [kept, new File(base, 'library/consumer-rules.pro')] + aars.collect { new File(it.folder, 'proguard.txt') }.findAll { it.exists() }
def jars = project.artifacts.findAll { it.scope == 'compile' }.collect { it.file.path }
def dexed = new File(work, 'dexed.zip')
run([System.getProperty('java.home') + '/bin/java', '-Xmx1500m', '-cp', jar('com.android.tools', 'r8', project.properties['r8.version']), 'com.android.tools.r8.R8',
     '--release', '--min-api', project.properties['android.minSdk'], '--output', dexed.path, '--lib', framework.path, '--lib', System.getProperty('java.home')] +
    rules.collectMany { ['--pg-conf', it.path] } + [classes.path] + jars)

// Together: resources.arsc lies uncompressed, as Android from 11 on demands.
def whole = new File(work, 'whole.apk')
new ZipOutputStream(whole.newOutputStream()).withCloseable { to ->
    [linked, dexed].each { part ->
        new ZipFile(part).withCloseable { zip ->
            zip.entries().findAll { !it.directory && (part == linked || it.name.endsWith('.dex')) }.each { one ->
                def bytes = zip.getInputStream(one).bytes
                def entry = new ZipEntry(one.name)
                if (one.name == 'resources.arsc') {
                    def sum = new CRC32()
                    sum.update(bytes)
                    entry.method = ZipEntry.STORED
                    entry.size = bytes.length
                    entry.crc = sum.value
                }
                to.putNextEntry(entry)
                to << bytes
                to.closeEntry()
            }
        }
    }
}
def aligned = new File(work, 'aligned.apk')
run(['zipalign', '-f', '-p', '4', whole.path, aligned.path])
def key = new File(work, 'debug.keystore')
if (!key.exists()) run([System.getProperty('java.home') + '/bin/keytool', '-genkeypair', '-keystore', key.path, '-storepass', 'android', '-keypass', 'android', '-alias', 'debug',
                        '-keyalg', 'RSA', '-keysize', '2048', '-validity', '10000', '-dname', 'CN=Debug'])
def apk = new File(project.build.directory, 'tradewind-debug.apk')
run(['apksigner', 'sign', '--ks', key.path, '--ks-pass', 'pass:android', '--min-sdk-version', project.properties['android.minSdk'], '--out', apk.path, aligned.path])
run(['apksigner', 'verify', '--min-sdk-version', project.properties['android.minSdk'], apk.path])
println "apk: $apk, ${apk.length()} bytes, signed with a debug key"
println 'apk: a phone build adds lib/ABI/libtradewind.so for each processor (made with the NDK) and lib/ABI/libjnidispatch.so (from jna.aar); without them this shell does not start'
