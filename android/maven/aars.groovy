// Android's archives on Maven's class path: each is unpacked once, and its artifact becomes the jar inside.
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream
import org.apache.maven.artifact.handler.DefaultArtifactHandler

def unpacked = new File(project.build.directory, 'aars')
def jars = new DefaultArtifactHandler('jar')
jars.addedToClasspath = true
jars.language = 'java'

def unzip = { File archive, File folder ->
    new ZipFile(archive).withCloseable { zip ->
        zip.entries().findAll { !it.directory }.each { entry ->
            def file = new File(folder, entry.name)
            if (!file.canonicalPath.startsWith(folder.canonicalPath + File.separator)) throw new IllegalStateException("$archive: $entry.name")
            file.parentFile.mkdirs()
            file.bytes = zip.getInputStream(entry).bytes
        }
    }
}
/** One jar of several; an archive without classes gives an empty one. */
def join = { List<File> parts, File whole ->
    def seen = [] as Set
    def bytes = new ByteArrayOutputStream()
    new ZipOutputStream(bytes).withCloseable { to ->
        parts.each { part ->
            new ZipFile(part).withCloseable { zip ->
                zip.entries().findAll { !it.directory && seen.add(it.name) }.each {
                    to.putNextEntry(new ZipEntry(it.name))
                    to << zip.getInputStream(it)
                    to.closeEntry()
                }
            }
        }
        if (!seen) to.putNextEntry(new ZipEntry('META-INF/'))
    }
    whole.bytes = bytes.toByteArray()
}

def found = []
project.artifacts.findAll { it.type == 'aar' }.each { artifact ->
    def folder = new File(unpacked, "${artifact.groupId}.${artifact.artifactId}-${artifact.version}")
    def whole = new File(folder, 'whole.jar')
    if (!whole.exists()) {
        unzip(artifact.file, folder)
        def parts = [new File(folder, 'classes.jar')] + (new File(folder, 'libs').listFiles()?.toList() ?: [])
        join(parts.findAll { it.name.endsWith('.jar') && it.exists() }, whole)
    }
    artifact.file = whole
    artifact.artifactHandler = jars
    found << [folder: folder, scope: artifact.scope]
}
project.setContextValue('aars', found)
