// Manifests merged and resources linked, for the tests, as the Android build does it.
import com.android.manifmerger.ManifestMerger2
import com.android.manifmerger.ManifestSystemProperty
import com.android.manifmerger.MergingReport
import com.android.utils.StdLogger

def base = project.basedir
def made = new File(project.properties.made)
def aars = project.getContextValue('aars')
def run = { List<String> command ->
    def process = new ProcessBuilder(command).redirectErrorStream(true).start()
    def output = process.inputStream.text
    if (process.waitFor() != 0) throw new IllegalStateException("${command.take(2).join(' ')}: $output")
}
def merge = { String use, boolean tests ->
    def merger = ManifestMerger2.newMerger(new File(base, 'app/src/main/AndroidManifest.xml'), new StdLogger(StdLogger.Level.ERROR), ManifestMerger2.MergeType.APPLICATION)
    def library = new File(made, 'library/AndroidManifest.xml')
    library.parentFile.mkdirs()
    // The namespace stands in the Gradle file; a manifest that is to be merged names it itself.
    library.text = new File(base, 'library/src/main/AndroidManifest.xml').text.replace('<manifest ', '<manifest package="example.tradewind.library" ')
    merger.addLibraryManifest(library)
    aars.findAll { tests || it.scope != 'test' }.each { merger.addLibraryManifest(new File(it.folder, 'AndroidManifest.xml')) }
    merger.setNamespace(project.properties['android.namespace'])
    merger.setOverride(ManifestSystemProperty.Document.PACKAGE, project.properties['android.namespace'])
    merger.setOverride(ManifestSystemProperty.UsesSdk.MIN_SDK_VERSION, project.properties['android.minSdk'])
    merger.setOverride(ManifestSystemProperty.UsesSdk.TARGET_SDK_VERSION, project.properties['framework.sdk'])
    merger.setOverride(ManifestSystemProperty.Manifest.VERSION_CODE, '1')
    merger.setOverride(ManifestSystemProperty.Manifest.VERSION_NAME, project.version)
    def report = merger.merge()
    if (!report.result.success) throw new IllegalStateException(report.loggingRecords.join('\n'))
    def file = new File(made, "$use/AndroidManifest.xml")
    file.parentFile.mkdirs()
    file.text = report.getMergedDocument(MergingReport.MergedManifestKind.MERGED)
    file
}
made.mkdirs()
def flats = new File(made, 'flat')
flats.mkdirs()
def ours = new File(base, 'app/src/main/res')
def groups = aars.collect { [it.folder, new File(it.folder, 'res')] }.findAll { it[1].list() } + [[base, ours]]
def compiled = groups.collect { folder, res ->
    def flat = new File(flats, "${folder.name}.zip")
    if (!flat.exists() || res == ours) run(['aapt2', 'compile', '--dir', res.path, '-o', flat.path])
    flat
}
def packages = aars.collect { (new File(it.folder, 'AndroidManifest.xml').text =~ /package="([^"]+)"/)[0][1] }.unique()
def framework = project.artifacts.find { it.artifactId == 'android-all' }.file
def manifest = merge('test', true)
merge('main', false)
def ids = new File(made, 'ids')
def apk = new File(made, 'test/resources.apk')
run(['aapt2', 'link', '-I', framework.path, '--manifest', manifest.path, '-o', apk.path, '--java', ids.path, '--emit-ids', new File(made, 'ids.txt').path, '--auto-add-overlay', '--warn-manifest-validation',
     '--extra-packages', packages.join(':'), '--no-static-lib-packages'] + compiled.collectMany { ['-R', it.path] })
def config = new File(project.build.testOutputDirectory, 'com/android/tools/test_config.properties')
config.parentFile.mkdirs()
config.text = "android_merged_manifest=${manifest.path}\nandroid_resource_apk=${apk.path}\nandroid_custom_package=${project.properties['android.namespace']}\n"
